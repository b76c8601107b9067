/// The way a fact reached us.
public enum UpdateSource: Hashable, Sendable, Codable {
  /// The answer to a create, or our own word about one.
  case create
  /// The answer to a status request.
  case poll
  /// The answer to a list request.
  case list
  /// The server told us.
  case push(PushKind)
  /// The store: an earlier run of the program, or another process.
  case store
}

extension UpdateSource {
  /// Whether the server told of its own accord.
  public var isPush: Bool {
    if case .push = self { true } else { false }
  }
}

extension UpdateSource: CaseIterable {
  /// Every way; each kind of push is one.
  public static var allCases: [UpdateSource] {
    [.create, .poll, .list] + PushKind.allCases.map { .push($0) } + [.store]
  }
}

extension UpdateSource: RawRepresentable {
  /// Reads the word; nothing where there is no such way.
  public init?(rawValue: String) {
    guard let source = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = source
  }

  /// One word; a push goes by its kind.
  public var rawValue: String {
    switch self {
    case .create: "create"
    case .poll: "poll"
    case .list: "list"
    case .push(let kind): kind.rawValue
    case .store: "store"
    }
  }
}
