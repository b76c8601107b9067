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
  case kept([JournalEntry])
  /// The program is started again.
  case start
  /// The journal has been read.
  case restored(epoch: Int)
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
  case deed(Deed)
  /// No fault strikes any more.
  case calm
  /// Look whether everything has come to its end.
  case look
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
