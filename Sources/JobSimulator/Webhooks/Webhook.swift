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
  /// Further header fields of its messages.
  var headers: HTTPFields = [:]
  /// The one job that it is told of; nothing: all.
  var job: JobID?
  /// Who registered it: a client's key, or else its address.
  var owner = ""

  /// Where it leads, without what may be secret.
  var place: String { WebhookURL(url)?.place ?? "" }

  /// How long to wait before each further try to deliver a message; one that is not signed has no
  /// name by which a receiver could tell a repeat, and is sent once.
  var pauses: [Duration] {
    let signed: [Duration] = [
      .seconds(1), .seconds(5), .seconds(30), .seconds(120), .seconds(600),
    ]
    return secret == nil ? [] : signed
  }

  /// What is posted, in a message that keeps its name when it is sent again.
  func message(_ announcement: Announcement, now: Timestamp) -> WebhookMessage {
    let body = Array(announcement.text.utf8)
    var message = WebhookMessage(url: url, headers: [.contentType: "application/json"], body: body)
    for field in headers { message.headers[field.name] = field.value }
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
