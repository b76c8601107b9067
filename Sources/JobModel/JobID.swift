/// What a server calls a job; empty on a server with one global job.
public struct JobID: RawRepresentable, Hashable, Comparable, Sendable, Codable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The server's own text; a number is written in decimals.
  public var rawValue: String

  /// Takes the server's own text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Takes the server's own text.
  public init(_ text: String) { rawValue = text }

  /// Takes the server's own text.
  public init(stringLiteral value: String) { rawValue = value }

  /// So many bytes at most, more than any server's ids have: it stands in the path of each request.
  package static let longest = 1024

  /// The job of a server that has only one.
  public static let only = JobID("")

  /// The server's own text.
  public var description: String { rawValue }

  /// Orders by the text.
  public static func < (left: JobID, right: JobID) -> Bool { left.rawValue < right.rawValue }
}
