import HTTPTypes
import JobModel

extension Profile {
  /// What the simulator cannot derive: the section `simulate`.
  package struct Simulation: Hashable, Sendable {
    /// How long a job takes; nothing: the simulator's own default.
    package var duration: Length?
    /// How probable a failure is; nothing: the simulator's own default.
    package var failure: Chance?
    /// When a job that is to fail does.
    package var fails: Fails = .end
    /// When the end is drawn again.
    package var redraw: Redraw = .never
    /// How ids are made.
    package var ids: IDs = .uuid
    /// The name of the list input that gives a job for each of its elements.
    package var jobsInput: String?
    /// In which order a list has its jobs.
    package var order: Order = .newest
    /// Asked for by default.
    package var credentials: Credentials?
    /// On every answer.
    package var headers: HTTPFields = [:]
    /// When the header fields for other origins are sent.
    package var cors: CORS = .none
    /// What another last slash means.
    package var slash: Slash = .strict
    /// Whether paths are compared without case.
    package var ignoresCase = false
    /// Whether HEAD is answered like GET.
    package var allowsHead = true
    /// Whether answers carry a weak ETag and 304 is answered.
    package var hasETag = false
    /// Whether every body of JSON ends with a new line.
    package var endsLines = false

    /// Makes what holds where a profile says nothing.
    package init() {}

    /// How long a job takes.
    package enum Length: Hashable, Sendable {
      /// Drawn evenly from this range.
      case range(ClosedRange<Duration>)
      /// Seconds in that input.
      case input(String)
    }

    /// Whether a job fails.
    package enum Chance: Hashable, Sendable {
      /// Drawn at the create, from 0 to 1.
      case probability(Double)
      /// A boolean in that input.
      case input(String)
    }

    /// When a job that is to fail does.
    package enum Fails: String, CaseIterable, Sendable {
      /// After its time.
      case end
      /// At once, in the answer to its create already.
      case start
    }

    /// When the end of a job is drawn.
    package enum Redraw: String, CaseIterable, Sendable {
      /// Once.
      case never
      /// For each answer after the end.
      case ended
      /// For each answer, before the end too.
      case always
    }

    /// How ids are made.
    package enum IDs: String, CaseIterable, Sendable {
      /// A UUID.
      case uuid
      /// 1, 2, 3, …
      case counter
      /// Jobs there are plus one, so that ids come back after a delete.
      case count
    }

    /// Which job a list begins with.
    package enum Order: String, CaseIterable, Sendable {
      /// The one that was created last.
      case newest
      /// The one that was created first.
      case oldest
    }

    /// When the header fields for other origins are sent.
    package enum CORS: String, CaseIterable, Sendable {
      /// Never.
      case none
      /// Where an Origin came.
      case origin
      /// Always.
      case always
      /// On the requests of Socket.IO alone, where an Origin came.
      case push
    }

    /// What another last slash means.
    package enum Slash: Hashable, Sendable {
      /// Another path.
      case strict
      /// The same path.
      case either
      /// A redirect with this code.
      case redirect(Int)
    }
  }
}
