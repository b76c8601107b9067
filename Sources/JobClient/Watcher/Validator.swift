import HTTPTypes
import JobModel
import JobProfile

/// What an answer is known by, so that the server need not send the same one again (RFC 9110 §13.1).
struct Validator: Hashable, Sendable {
  /// `If-None-Match` or `If-Modified-Since`.
  let field: HTTPField.Name
  let value: String

  /// Every job that is polled by itself keeps one: nobody needs a long one.
  private static let longest = 128

  /// That of an answer; nothing where it has none that is to be relied on.
  ///
  /// An instant of change is known to a second: within the same second the answer may have changed once
  /// more (§8.8.2.2).
  init?(_ answer: WireAnswer) {
    if let tag = answer.headers[.eTag] {
      guard !tag.isEmpty, tag.utf8.count <= Self.longest else { return nil }
      (field, value) = (.ifNoneMatch, tag)
    } else if let text = answer.headers[.lastModified], text.utf8.count <= Self.longest,
      let changed = answer.lastModified, let date = answer.date,
      changed.duration(to: date) >= .seconds(2)
    {
      (field, value) = (.ifModifiedSince, text)
    } else {
      return nil
    }
  }
}
