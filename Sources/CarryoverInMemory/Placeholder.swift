import Carryover
