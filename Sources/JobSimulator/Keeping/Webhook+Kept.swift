import HTTPTypes
import JobModel
import JobProfile

extension Webhook {
  /// What must be kept of a webhook that was told of changes up to a revision.
  func kept(known: Int) -> JSON {
    [
      "url": .string(url), "secret": JSON(optional: secret?.text),
      "job": JSON(optional: job?.rawValue), "known": JSON(known), "owner": .string(owner),
      "headers": .object(headers.map { JSON.Member($0.name.rawName, .string($0.value)) }),
    ]
  }

  /// Reads one that was kept; nothing where it is none.
  static func kept(_ json: JSON, id: String) -> (webhook: Webhook, known: Int)? {
    guard let url = json["url"]?.string, let known = json["known"]?.integer else { return nil }
    var webhook = Webhook(id: id, url: url)
    webhook.secret = json["secret"]?.string.flatMap { WebhookSecret($0) }
    webhook.job = json["job"]?.string.map { JobID($0) }
    webhook.owner = json["owner"]?.string ?? ""
    if case .object(let members)? = json["headers"] {
      for member in members {
        guard let name = HTTPField.Name(member.name), let value = member.value.string else {
          continue
        }
        webhook.headers.append(HTTPField(name: name, value: value))
      }
    }
    return (webhook, known)
  }
}
