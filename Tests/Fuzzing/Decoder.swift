/// What takes bytes of others apart; each is fuzzed on its own, from the corpus of its name.
enum Decoder: String, CaseIterable {
  /// JSON text.
  case json
  /// Answers by each built-in profile.
  case answers
  /// Header fields of answers: dates, links, limits.
  case headers
  /// Bodies and packets of Engine.IO and Socket.IO.
  case packets
  /// Event streams.
  case events
  /// Push messages by each built-in profile.
  case messages
  /// Signed webhooks.
  case webhooks
  /// Files of profiles.
  case profiles
  /// Files of scenarios, and lists of faults.
  case scenarios

  typealias Entry = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

  /// What libFuzzer calls for each input; C knows no context, so each decoder has its own.
  var entry: Entry {
    switch self {
    case .json: { Self.take($0, $1, JSONDecoding.self) }
    case .answers: { Self.take($0, $1, AnswerDecoding.self) }
    case .headers: { Self.take($0, $1, HeaderDecoding.self) }
    case .packets: { Self.take($0, $1, PacketDecoding.self) }
    case .events: { Self.take($0, $1, EventDecoding.self) }
    case .messages: { Self.take($0, $1, MessageDecoding.self) }
    case .webhooks: { Self.take($0, $1, WebhookDecoding.self) }
    case .profiles: { Self.take($0, $1, ProfileDecoding.self) }
    case .scenarios: { Self.take($0, $1, ScenarioDecoding.self) }
    }
  }

  private static func take(
    _ bytes: UnsafePointer<UInt8>?,
    _ count: Int,
    _ decoding: any Decoding.Type
  ) -> CInt {
    decoding.take(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  }
}

/// One decoder under attack: it may refuse its input, but never trap or contradict itself.
protocol Decoding {
  /// Takes one input.
  static func take(_ bytes: [UInt8])
}
