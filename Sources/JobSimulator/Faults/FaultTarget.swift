import JobModel

/// What a request is for, as far as faults tell requests apart.
package enum FaultTarget: Hashable, Sendable {
  case operation(JobOperation)
  /// A request that opens, or belongs to, what the server tells by itself.
  case push

  /// Reads its name; nothing for any other text.
  package init?(name: String) {
    if name == "push" {
      self = .push
    } else if let operation = JobOperation(rawValue: name) {
      self = .operation(operation)
    } else {
      return nil
    }
  }

  /// As it is written.
  package var name: String {
    switch self {
    case .operation(let operation): operation.rawValue
    case .push: "push"
    }
  }

  static let allNames = JobOperation.allCases.map(\.rawValue) + ["push"]
}
