import HTTPTypes
import JobProfile

/// A weak validator of a body (RFC 9110 §8.8): its length and a hash, as in `W/"1f-9c0e…"`.
struct EntityTag: Hashable, Sendable {
  let text: String

  /// FNV-1a of 64 bits: stable over runs, and no secret hangs on it.
  init(of body: [UInt8]) {
    let hash = body.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    text = #"W/"\#(String(body.count, radix: 16))-\#(String(hash, radix: 16))""#
  }

  /// Whether a request already has this body, by its `If-None-Match` (RFC 9110 §13.1.2).
  func isKnown(to request: WireRequest) -> Bool {
    let known = (request.headers[.ifNoneMatch] ?? "").split(separator: ",")
    return known.contains { tag in
      let tag = tag.trimmingBlanks
      return tag == "*" || tag.droppingWeakness == text.dropFirst(2)
    }
  }

  /// Gives an answer its tag; one that the client already has loses its body.
  static func apply(to answer: inout WireAnswer, of request: WireRequest) {
    guard request.method == .get || request.method == .head, answer.code == 200 else { return }
    let tag = EntityTag(of: answer.body)
    answer.headers[.eTag] = tag.text
    if tag.isKnown(to: request) {
      answer.code = 304
      answer.body = []
      answer.headers[.contentType] = nil
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  /// Weak comparison: only what stands between the quotes counts.
  fileprivate var droppingWeakness: Substring {
    hasPrefix("W/") ? dropFirst(2) : self
  }
}
