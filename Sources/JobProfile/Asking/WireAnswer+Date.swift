import HTTPTypes
import JobModel

extension WireAnswer {
  /// When the server says that it wrote the answer, to the second.
  package var date: Timestamp? { headers[.date].flatMap(HTTPDate.instant) }
}
