import HTTPTypes
import JobProfile

/// An input with more than one part, written so that people can write a corpus too.
///
/// ```
/// envelope status 500          words
/// Retry-After: 30              header fields
///                              an empty line
/// {"meta":{"message":…         the body
/// ```
struct Sheet {
  let words: [String]
  let headers: HTTPFields
  let body: [UInt8]

  init(_ bytes: [UInt8]) {
    let newline = UInt8(ascii: "\n")
    var lines: [String] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: newline) {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.isEmpty { break }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    words = lines.first?.split(separator: " ").map(String.init) ?? []
    headers = Self.fields(lines.dropFirst())
    body = Array(rest)
  }

  private static func fields(_ lines: some Sequence<String>) -> HTTPFields {
    var fields = HTTPFields()
    for line in lines {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, let name = HTTPField.Name(String(pair[0])) else { continue }
      fields.append(HTTPField(name: name, value: String(pair[1].drop { $0 == " " })))
    }
    return fields
  }

  /// The word at that place; an empty one where there is none.
  func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  /// The built-in profile that the first word names; any where it names none.
  var profile: Profile { Self.pick(word(0), from: Self.profiles) }

  private static let profiles = Profile.builtInNames.compactMap(Profile.builtIn).map {
    ($0.name, $0)
  }

  /// What goes by that name, else one that follows from the name's letters.
  static func pick<Value>(_ name: String, from choices: [(String, Value)]) -> Value {
    let sum = name.utf8.reduce(0) { $0 &+ Int($1) }
    return choices.first { $0.0 == name }?.1 ?? choices[sum % choices.count].1
  }
}
