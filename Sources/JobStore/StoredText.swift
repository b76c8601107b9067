/// A text as SQLite keeps it: bound as a C string it would end at its first NUL, and a job whose id has
/// one would be another job when it is read again.
///
/// NUL is written as U+001A and `0`, U+001A itself as U+001A and `1`; all other texts as they are.
extension String {
  /// What is bound.
  var storable: String {
    guard utf8.contains(where: { $0 == 0 || $0 == Self.mark }) else { return self }
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case 0: bytes += [Self.mark, UInt8(ascii: "0")]
      case Self.mark: bytes += [Self.mark, UInt8(ascii: "1")]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text that was bound as `stored`.
  init(stored: String) {
    guard stored.utf8.contains(Self.mark) else {
      self = stored
      return
    }
    var bytes: [UInt8] = []
    var isMarked = false
    for byte in stored.utf8 {
      switch (isMarked, byte) {
      case (true, UInt8(ascii: "0")): bytes[bytes.count - 1] = 0
      case (true, UInt8(ascii: "1")): break
      default:
        bytes.append(byte)
        isMarked = byte == Self.mark
        continue
      }
      isMarked = false
    }
    self = String(decoding: bytes, as: UTF8.self)
  }

  private static let mark: UInt8 = 0x1A
}
