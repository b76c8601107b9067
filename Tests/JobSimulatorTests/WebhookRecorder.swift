import JobSimulator

/// A way of webhooks that ends in a list.
actor WebhookRecorder: WebhookCarrier {
  private var codes: [Int?]
  private let isPublic: Bool
  private let messages: AsyncStream<WebhookMessage>
  private let continuation: AsyncStream<WebhookMessage>.Continuation

  /// Answers with these codes, then with 200; nothing stands for no answer.
  init(codes: [Int?] = [], isPublic: Bool = true) {
    self.codes = codes
    self.isPublic = isPublic
    (messages, continuation) = AsyncStream.makeStream()
  }

  nonisolated func admits(_ url: WebhookURL) async -> Bool { isPublic }

  func carry(_ message: WebhookMessage) -> Int? {
    continuation.yield(message)
    return codes.isEmpty ? 200 : codes.removeFirst()
  }

  func close() {
    continuation.finish()
  }

  /// The next messages, in the order in which they were sent.
  nonisolated func next(_ count: Int = 1) async -> [WebhookMessage] {
    var found: [WebhookMessage] = []
    for await message in messages {
      found.append(message)
      if found.count == count { break }
    }
    return found
  }
}

extension WebhookMessage {
  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
