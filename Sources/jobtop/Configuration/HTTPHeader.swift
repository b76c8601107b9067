/// A header that goes with every request to a server.
struct HTTPHeader: Hashable, Sendable {
  /// Its name, as written.
  let name: String
  /// Its value.
  let value: String

  /// Takes a name and a value that may stand in a request (RFC 9110 §5.1, §5.5).
  ///
  /// Nothing for anything else: a line break would begin a header of its own.
  init?(name: String, value: String) {
    let isName = name.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isLetter && byte < 128
        || (0x30...0x39).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
    let isValue = value.utf8.allSatisfy { $0 == 9 || $0 >= 32 && $0 != 127 }
    guard isName, isValue, !name.isEmpty else { return nil }
    self.name = name
    self.value = value
  }

  /// Reads an option, as in `X-Team: video`.
  init?(option text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let value = text[text.index(after: colon)...]
    self.init(
      name: String(text[..<colon]),
      value: String(value.drop { $0 == " " || $0 == "\t" })
    )
  }
}
