import JobModel
import JobStore

/// Webhooks stand in the archive with the messages that have not arrived at them.
extension ServerArchive {
  private static let webhooks = "webhook"
  private static let messages = "message"

  /// The webhooks that were kept, with what is still to be told to each.
  /// - Throws: `JobFailure.journal` where they cannot be read.
  func webhooks() throws(JobFailure) -> [WebhookBacklog] {
    try reading { () throws(RecordFile.Failure) in
      var messages: [Substring: [Announcement]] = [:]
      for record in try file.records(of: Self.messages, in: space) {
        guard let json = try? JSON(parsing: record.value),
          let message = Announcement(kept: json)
        else { throw RecordFile.Failure(why: "it holds what jobtop does not write") }
        messages[record.name.prefix { $0 != " " }, default: []].append(message)
      }
      return try file.records(of: Self.webhooks, in: space).map {
        record throws(RecordFile.Failure) in
        guard let json = try? JSON(parsing: record.value),
          let kept = Webhook.kept(json, id: record.name)
        else { throw RecordFile.Failure(why: "it holds what jobtop does not write") }
        let waiting = messages[record.name[...]] ?? []
        return WebhookBacklog(webhook: kept.webhook, known: kept.known, messages: waiting)
      }
    }
  }

  /// Keeps a webhook, how far changes were put into messages, and new ones among these.
  func keep(
    _ webhook: Webhook,
    known: Int,
    messages: [Announcement] = []
  ) throws(RecordFile.Failure) {
    let changes = messages.map { message in
      RecordFile.Change(
        Self.messages,
        Self.name(of: message.revision, to: webhook),
        message.kept.description
      )
    }
    let kept = webhook.kept(known: known).description
    try file.write(changes + [.init(Self.webhooks, webhook.id, kept)], in: space)
  }

  /// Forgets a message that has arrived, or was given up.
  func forget(messageOf revision: Int, to webhook: Webhook) throws(RecordFile.Failure) {
    let name = Self.name(of: revision, to: webhook)
    try file.write([.init(Self.messages, name, nil)], in: space)
  }

  /// Forgets a webhook and what waits for it.
  func forget(_ webhook: Webhook, messages: [Announcement]) throws(RecordFile.Failure) {
    let gone = messages.map { message in
      RecordFile.Change(Self.messages, Self.name(of: message.revision, to: webhook), nil)
    }
    try file.write(gone + [.init(Self.webhooks, webhook.id, nil)], in: space)
  }

  /// Sorted by name those of a webhook come in the order of their changes.
  private static func name(of revision: Int, to webhook: Webhook) -> String {
    "\(webhook.id) \(name(of: revision))"
  }
}

extension Announcement {
  fileprivate var kept: JSON {
    ["job": JSON(optional: job?.rawValue), "revision": JSON(revision), "text": .string(text)]
  }

  fileprivate init?(kept json: JSON) {
    guard let revision = json["revision"]?.integer, let text = json["text"]?.string else {
      return nil
    }
    self.init(job: json["job"]?.string.map { JobID($0) }, revision: revision, text: text)
  }
}
