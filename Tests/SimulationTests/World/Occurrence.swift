import JobClient
import JobModel
import JobProfile

/// Something that happens at one instant of a run.
///
/// What is addressed to a client carries its `epoch`: the one that was started before a restart does
/// not hear what was meant for it, nor does the next one.
enum Occurrence: Sendable {
  /// A sleeper of the client wakes it.
  case wake(epoch: Int)
  /// A batch of notes is kept.
  case written(epoch: Int)
  /// What a program wrote in its last moment is kept after all.
  case kept([JournalEntry], by: Int)
  /// A program is started, or started again.
  case start(program: Int)
  /// The journal has been read.
  case restored(epoch: Int)
  /// A program looks whose turn it is to ask.
  case turn(epoch: Int)
  /// A program looks what others have noted down.
  case news(epoch: Int)
  /// A program goes on after the machine slept.
  case awoke(epoch: Int)
  /// A program that was stopped goes on.
  case goOn(epoch: Int)
  case answer(epoch: Int, RequestNumber, WireAnswer)
  case noAnswer(epoch: Int, RequestNumber, TransportFailure)
  /// Something happens at the client's end of a push connection.
  case push(Line, PushEvent)
  /// A request reaches the server.
  case arrival(Flight)
  /// The server answers what it held, or was slow to answer.
  case reply(Flight, WireAnswer)
  /// A push connection reaches the server.
  case dial(Line, PushPlan)
  /// What the client says on a push connection reaches the server.
  case said(Line, PushFrame)
  /// Nothing was heard on a push connection for as long as the client waits.
  case silence(Line)
  /// A job of the server has come to its next state.
  case change(life: Int)
  /// The one job of the server begins anew.
  case rebirth
  case trouble(Trouble)
  case deed(Deed, by: Int)
  /// No fault strikes any more.
  case calm
  /// Look whether everything has come to its end.
  case look
}

extension Occurrence {
  /// The life of a program that it is addressed to.
  private var epoch: Int? {
    switch self {
    case .wake(let epoch), .written(let epoch), .restored(let epoch), .turn(let epoch),
      .news(let epoch), .awoke(let epoch), .goOn(let epoch), .answer(let epoch, _, _),
      .noAnswer(let epoch, _, _):
      epoch
    case .push(let line, _), .silence(let line): line.epoch
    case .kept, .start, .arrival, .reply, .dial, .said, .change, .rebirth, .trouble, .deed, .calm,
      .look:
      nil
    }
  }

  /// The program that it happens to; nothing where it is about none, or one that lives no more.
  func addressee(among programs: [Program]) -> Int? {
    switch self {
    case .start(let program), .deed(_, let program): program
    default: epoch.flatMap { epoch in programs.firstIndex { $0.epoch == epoch } }
    }
  }

  /// Whether it cannot happen while that program is stopped.
  var waitsForProgram: Bool {
    switch self {
    case .wake, .written, .restored, .turn, .news, .awoke, .answer, .noAnswer, .push, .silence,
      .deed:
      true
    case .kept, .start, .goOn, .arrival, .reply, .dial, .said, .change, .rebirth, .trouble, .calm,
      .look:
      false
    }
  }

  /// Whether it cannot happen while the machine sleeps.
  var waitsForMachine: Bool {
    switch self {
    case .start, .goOn, .calm: true
    default: waitsForProgram
    }
  }

  /// Whether it comes too late to matter: the time of a request is over that was answered long ago.
  func isStale(among programs: [Program]) -> Bool {
    guard case .noAnswer(_, let number, _) = self else { return false }
    let client = addressee(among: programs).flatMap { programs[$0].client }
    return client?.pending.contains(number) != true
  }
}

/// A request between client and server.
struct Flight: Sendable {
  var epoch: Int
  var number: RequestNumber
  var request: WireRequest
  /// What the server makes of it.
  var route: Route
  /// The network has brought it twice; only the first one is answered.
  var isEcho = false
  /// The server has held it for as long as it does.
  var wasHeld = false
}

/// A push connection, by the number that its client gives it.
struct Line: Hashable, Comparable, Sendable {
  var epoch: Int
  var number: Int

  static func < (left: Line, right: Line) -> Bool {
    (left.epoch, left.number) < (right.epoch, right.number)
  }
}
