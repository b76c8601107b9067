import JobModel

extension FaultRule {
  /// What can go wrong, by the words for it.
  package static let names = Fault.spellings.map(\.name)

  /// Reads `NAME` or `NAME=VALUE`, as in `hang`, `slow=1s..3s`, `500=0.3`.
  /// - Throws: what is wrong and what would be right.
  package init(written text: String) throws(FaultMistake) {
    let name = text.prefix { $0 != "=" }
    let value = name.count < text.count ? String(text.dropFirst(name.count + 1)) : nil
    guard let spelling = Fault.spellings.first(where: { $0.name == name }) else {
      let known = Fault.spellings.map(\.name).joined(separator: ", ")
      throw FaultMistake(sentence: "`\(name)` is not a fault; those are \(known).")
    }
    guard let rule = spelling.read(value) else {
      throw FaultMistake(sentence: "`\(text)` makes no sense; write \(spelling.example).")
    }
    self = rule
  }

  /// Everything that it says, with the names of scenario files.
  package var json: JSON {
    var members: [JSON.Member] = [.init("fault", .string(fault.written))]
    if fault.hasChance { members.append(.init("chance", JSON(chance))) }
    members.append(.init("from", .string(from.written)))
    if let length { members.append(.init("for", .string(length.written))) }
    if !targets.isEmpty {
      members.append(.init("on", .array(targets.map(\.name).sorted().map { .string($0) })))
    }
    return .object(members)
  }
}
