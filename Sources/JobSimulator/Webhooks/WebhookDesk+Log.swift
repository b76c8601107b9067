import JobModel
import Logging

/// What the log says of webhooks: their host, never the rest of a URL, which may be secret.
extension WebhookDesk {
  /// A message did not arrive, and is sent again after a pause, or given up.
  ///
  /// Only the first failure of a webhook is a warning, until something arrives there again: of many
  /// messages that wait for one receiver each would say the same.
  func logFailure(
    of webhook: Webhook,
    _ announcement: Announcement,
    _ code: Int?,
    next: Duration?
  ) {
    var metadata: Logger.Metadata = [
      "host": "\(webhook.place)", "webhook": "\(webhook.id)",
      "revision": "\(announcement.revision)", "code": "\(code.map { String($0) } ?? "none")",
    ]
    guard let next else {
      failing.insert(webhook.id)
      return logger.warning("a message to a webhook was given up", metadata: metadata)
    }
    metadata["next"] = "\(Int(next.inSeconds)) s"
    let isFirst = failing.insert(webhook.id).inserted
    logger.log(
      level: isFirst ? .warning : .debug,
      "a message to a webhook did not arrive",
      metadata: metadata
    )
  }

  /// A message has arrived.
  func logRecovery(of webhook: Webhook) {
    guard failing.remove(webhook.id) != nil else { return }
    logger.notice(
      "messages to a webhook arrive again",
      metadata: ["host": "\(webhook.place)", "webhook": "\(webhook.id)"]
    )
  }
}
