import JobModel

/// Words that a row must all contain somewhere, whatever their case.
struct TextFilter: Hashable, Sendable {
  /// As typed.
  let text: String
  private let words: [Word]

  static let none = TextFilter("")

  init(_ text: String) {
    self.text = text
    words = text.split(separator: " ").map { Word(String($0)) }
  }

  var isEmpty: Bool { words.isEmpty }

  /// Whether everything that passes this one passes the other as well.
  func narrows(_ other: TextFilter) -> Bool { text.hasPrefix(other.text) }

  func matches(_ job: Job) -> Bool {
    words.allSatisfy { word in
      word.occurs(in: job.jobID?.rawValue) || word.occurs(in: job.title)
        || word.occurs(in: job.state.rawValue) || word.occurs(in: job.server)
        || word.occurs(in: job.reason) || word.occurs(in: job.kind)
        || word.occurs(in: job.serverState) || word.occurs(in: job.draft?.label)
    }
  }
}

extension TextFilter {
  /// A word, folded once.
  ///
  /// Bytes are compared where ASCII allows it: 100,000 rows are searched
  /// between two keys.
  private struct Word: Hashable, Sendable {
    let folded: String
    let bytes: [UInt8]
    let isASCII: Bool

    init(_ text: String) {
      folded = text.lowercased()
      bytes = Array(folded.utf8)
      isASCII = bytes.allSatisfy { $0 < 128 }
    }

    func occurs(in text: String?) -> Bool {
      guard let text, text.utf8.count >= bytes.count || !isASCII else { return false }
      guard isASCII else { return text.lowercased().contains(folded) }
      return text.utf8.withContiguousStorageIfAvailable { occurs(in: $0) }
        ?? text.lowercased().contains(folded)
    }

    private func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let first = bytes.first else { return true }
      for start in 0...(text.count - bytes.count)
      where Word.lower(text[start]) == first
        && (1..<bytes.count).allSatisfy({ Word.lower(text[start + $0]) == bytes[$0] })
      {
        return true
      }
      return false
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
      byte >= 65 && byte <= 90 ? byte | 32 : byte
    }
  }
}
