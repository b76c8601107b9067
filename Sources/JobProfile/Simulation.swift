import HTTPTypes
import JobModel

extension Profile {
  /// What the simulator cannot derive: the section `simulate`.
  public struct Simulation: Hashable, Sendable {
    /// How long a job takes; nothing: the simulator's own default.
    public var duration: Length?
    /// How probable a failure is; nothing: the simulator's own default.
    public var failure: Chance?
    /// When a job that is to fail does.
    public var fails: Fails = .end
    /// When the end is drawn again.
    public var redraw: Redraw = .never
    /// How ids are made.
    public var ids: IDs = .uuid
    /// The name of the list input that gives a job for each of its elements.
    public var jobsInput: String?
    /// In which order a list has its jobs.
    public var order: Order = .newest
    /// Asked for by default.
    public var credentials: Credentials?
    /// On every answer.
    public var headers: HTTPFields = [:]
    /// When the header fields for other origins are sent.
    public var cors: CORS = .none
    /// What another last slash means.
    public var slash: Slash = .strict
    /// Whether paths are compared without case.
    public var ignoresCase = false
    /// Whether HEAD is answered like GET.
    public var allowsHead = true
    /// Whether answers carry a weak ETag and 304 is answered.
    public var hasETag = false
    /// Whether every body of JSON ends with a new line.
    public var endsLines = false

    /// Makes what holds where a profile says nothing.
    public init() {}

    /// How long a job takes.
    public enum Length: Hashable, Sendable {
      /// Drawn evenly from this range.
      case range(ClosedRange<Duration>)
      /// Seconds in that input.
      case input(String)
    }

    /// Whether a job fails.
    public enum Chance: Hashable, Sendable {
      /// Drawn at the create, from 0 to 1.
      case probability(Double)
      /// A boolean in that input.
      case input(String)
    }

    /// When a job that is to fail does.
    public enum Fails: String, CaseIterable, Sendable {
      /// After its time.
      case end
      /// At once, in the answer to its create already.
      case start
    }

    /// When the end of a job is drawn.
    public enum Redraw: String, CaseIterable, Sendable {
      /// Once.
      case never
      /// For each answer after the end.
      case ended
      /// For each answer, before the end too.
      case always
    }

    /// How ids are made.
    public enum IDs: String, CaseIterable, Sendable {
      /// A UUID.
      case uuid
      /// 1, 2, 3, …
      case counter
      /// Jobs there are plus one, so that ids come back after a delete.
      case count
    }

    /// Which job a list begins with.
    public enum Order: String, CaseIterable, Sendable {
      /// The one that was created last.
      case newest
      /// The one that was created first.
      case oldest
    }

    /// When the header fields for other origins are sent.
    public enum CORS: String, CaseIterable, Sendable {
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
    public enum Slash: Hashable, Sendable {
      /// Another path.
      case strict
      /// The same path.
      case either
      /// A redirect with this code.
      case redirect(Int)
    }
  }
}
