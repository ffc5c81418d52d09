import SimulationKit
import Testing
