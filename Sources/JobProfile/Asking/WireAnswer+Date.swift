import HTTPTypes
import JobModel

extension WireAnswer {
  /// When the server says that it wrote the answer, to the second.
  package var date: Timestamp? { headers[.date].flatMap(HTTPDate.instant) }

  /// When the server says that what it answers with last changed, to the second.
  package var lastModified: Timestamp? { headers[.lastModified].flatMap(HTTPDate.instant) }
}
