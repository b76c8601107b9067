import JobModel

extension SimulationHost {
  /// Lets faults hold from now on.
  func add(_ rules: [FaultRule]) {
    forget(at: faults.add(rules))
  }

  /// Takes all faults away, those that are still to come included.
  func clearFaults() {
    faults.clear()
    remember()
  }
}
