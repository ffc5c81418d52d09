import CarryoverTesting

/// The kit under no test framework at all.
func checkDictionaryStore() async -> Bool {
  let report = await Conformance.run { DictionaryStore() }
  print(report)
  return report.isConforming
}
