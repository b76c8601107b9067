import JobModel

extension Profile {
  /// The answer to one who registers or withdraws a webhook: `answer`, `absent`, `invalid` or
  /// `unreadableBody`.
  ///
  /// `values`: `callback`, `webhook` (its name), `secret`, `reason`.
  package func answer(
    _ kind: AnswerKind,
    to operation: WebhookOperation,
    values: [String: JSON]
  ) -> WireAnswer {
    let spelling = spelling(of: operation)
    let sample: AnswerSample
    switch kind {
    case .absent: sample = spelling?.absent ?? .error(400, "the URL is missing")
    case .invalid: sample = spelling?.invalid ?? spelling?.absent ?? .error(400, "{reason}")
    case .unreadableBody:
      sample = answers[kind] ?? spelling?.invalid ?? spelling?.absent ?? .error(400, "{reason}")
    default: sample = spelling?.answer ?? AnswerSample()
    }
    return sample.filled(from: FillSource(values: values))
  }

  /// The name of a webhook goes with each answer that has a hole for it.
  package var namesWebhooks: Bool {
    spelling(of: .register)?.answer.tells(.webhook) ?? false
  }

  private func spelling(of operation: WebhookOperation) -> Operation? {
    for case .webhook(let push) in pushes {
      switch operation {
      case .register: return push.register
      case .unregister: return push.unregister
      }
    }
    return nil
  }
}
