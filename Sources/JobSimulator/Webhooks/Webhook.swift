import HTTPTypes
import JobModel
import JobProfile

/// A URL that is told of changes.
struct Webhook: Sendable {
  /// Its name among those of this server.
  let id: String
  let url: String
  /// What its messages are signed with; nothing: they are not.
  var secret: WebhookSecret?
  /// The one job that it is told of; nothing: all.
  var job: JobID?

  /// What is posted, in a message that keeps its name when it is sent again.
  func message(_ announcement: Announcement, now: Timestamp) -> WebhookMessage {
    let body = Array(announcement.text.utf8)
    var message = WebhookMessage(url: url, headers: [.contentType: "application/json"], body: body)
    if let secret {
      let fields = WebhookSignature.fields(
        id: "msg_\(id)_\(announcement.revision)",
        body: body,
        secret: secret,
        now: now
      )
      for field in fields { message.headers.append(field) }
    }
    return message
  }
}
