import JobModel

extension Profile {
  /// What a server said when a webhook was registered, and what withdraws it.
  package struct WebhookRegistration: Hashable, Sendable {
    /// The server's name for it, where it has one.
    package var webhook: JSON?
    /// What its messages are signed with, where they are.
    package var secret: WebhookSecret?

    /// Describes a registration.
    package init(webhook: JSON? = nil, secret: WebhookSecret? = nil) {
      self.webhook = webhook
      self.secret = secret
    }
  }

  /// Whether a URL is registered by a request of its own; otherwise it goes with each create.
  package var registersWebhooks: Bool { webhook?.register != nil }

  /// The request that registers a URL; nothing where the profile has none.
  package func webhookRequest(
    registering callback: String,
    credentials: Credentials
  ) -> WireRequest? {
    guard let sample = webhook?.register?.request else { return nil }
    return request(sample, values: ["callback": .string(callback)], credentials: credentials)
  }

  /// The request that withdraws a URL; nothing where the profile has none, or what it must name is
  /// not known.
  package func webhookRequest(
    withdrawing callback: String,
    _ registration: WebhookRegistration,
    credentials: Credentials
  ) -> WireRequest? {
    guard let sample = webhook?.unregister?.request else { return nil }
    var values: [String: JSON] = ["callback": .string(callback)]
    values["webhook"] = registration.webhook
    return request(sample, values: values, credentials: credentials)
  }

  /// What the answer to such a request means; one that says yes is `jobs` without a job.
  package func readWebhookAnswer(
    _ answer: WireAnswer,
    isWithdrawal: Bool,
    now: Timestamp
  ) -> Reading {
    guard let spelling = isWithdrawal ? webhook?.unregister : webhook?.register else {
      return .unreadable(why: "the profile has no webhooks")
    }
    // A deletion asks as little of its answer as these do.
    let reader = AnswerReader(
      profile: self,
      operation: .delete,
      spelling: spelling,
      answer: answer,
      content: BodyContent(answer.body),
      id: nil,
      now: now,
      values: [:]
    )
    return reader.reading()
  }

  /// What the answer to a registration gives us to keep.
  package func registration(in answer: WireAnswer) -> WebhookRegistration {
    guard let sample = webhook?.register?.answer else { return WebhookRegistration() }
    let record = sample.read(BodyContent(answer.body), answer.headers).shared
    return WebhookRegistration(
      webhook: record.other(.webhook),
      secret: record.other(.secret)?.string.flatMap { WebhookSecret($0) }
    )
  }

  private var webhook: WebhookPush? {
    for case .webhook(let push) in pushes { return push }
    return nil
  }
}
