import JobModel

/// The one push connection of a server, as far as the watcher knows.
struct PushLink: Sendable {
  /// The number of the connection that is open or being opened.
  private(set) var number: Int?
  /// The server has begun to tell.
  private(set) var isOpen = false
  /// When to open it again; nothing: as soon as it is wanted.
  private(set) var reopens: Timestamp?
  /// How long the server took to answer when it was opened.
  private(set) var delay: Duration?
  /// Where to go on after a break.
  var lastEventID: String?
  /// Messages that could not be read.
  var dropped = 0
  private var openedAt: Timestamp?
  private var failures = 0
  private var silences = 0

  /// Three restarts that stay mute, then it stays closed for five minutes (DESIGN §5.4).
  private static let silenceLimit = 3
  private static let closedFor = Duration.seconds(300)

  /// There is no such stream here; anything else may pass.
  private static func meansNoStream(_ code: Int) -> Bool {
    [200, 404, 405, 406, 410, 501].contains(code)
  }

  func mayOpen(at now: Timestamp) -> Bool {
    number == nil && (reopens.map { $0 <= now } ?? true)
  }

  mutating func opening(number: Int, at now: Timestamp) {
    self.number = number
    openedAt = now
    reopens = nil
  }

  mutating func opened(at now: Timestamp) {
    isOpen = true
    failures = 0
    delay = openedAt.map { $0.duration(to: now) }
  }

  mutating func heard() {
    silences = 0
  }

  mutating func closed() {
    number = nil
    isOpen = false
  }

  /// It ended by itself: when it may be opened again follows from how.
  mutating func ended(
    _ failure: TransportFailure?,
    code: Int?,
    at now: Timestamp,
    delay: (Int) -> Duration
  ) {
    closed()
    failures += 1
    if case .timedOut = failure { silences += 1 }
    let isHopeless = code.map(Self.meansNoStream) ?? false || silences >= Self.silenceLimit
    if isHopeless { silences = 0 }
    reopens = now.advanced(by: isHopeless ? Self.closedFor : delay(failures))
  }
}
