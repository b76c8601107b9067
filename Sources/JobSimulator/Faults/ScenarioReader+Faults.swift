import JobModel
import Yams

extension ScenarioReader {
  /// A list of `NAME`, `NAME=VALUE` or `{fault: …, chance: …, from: …, for: …, on: […]}`.
  mutating func faults(_ node: Node?) -> [FaultRule] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      note(
        "`faults` is a list, as in [slow=2s, {fault: 500, chance: 0.3, on: [status]}].",
        at: node
      )
      return []
    }
    return sequence.compactMap { fault($0) }
  }

  /// One of them.
  mutating func fault(_ node: Node) -> FaultRule? {
    guard case .mapping = node else { return spelled(node) }
    let known = ["fault", "chance", "from", "for", "on"]
    let members = members(of: node, of: "a fault", known: known)
    guard let spelling = members["fault"] else {
      note("a fault needs a `fault`, as in {fault: hang, for: 10s}.", at: node)
      return nil
    }
    let rule = spelled(spelling)
    let chance = share(members["chance"], name: "chance")
    let from = time(members["from"], name: "from")
    let length = time(members["for"], name: "for")
    let targets = targets(members["on"])
    guard var rule else { return nil }
    check(rule, members)
    rule.chance = chance ?? rule.chance
    rule.from = from ?? rule.from
    rule.length = length
    rule.targets = targets
    return rule
  }

  private mutating func spelled(_ node: Node) -> FaultRule? {
    do throws(FaultMistake) {
      return try FaultRule(written: node.scalar?.string ?? "")
    } catch {
      note(error.sentence, at: node)
      return nil
    }
  }

  private mutating func targets(_ node: Node?) -> Set<FaultTarget> {
    let names = texts(node, name: "on")
    for name in names where FaultTarget(name: name) == nil {
      let known = FaultTarget.allNames.joined(separator: ", ")
      note("`on` names operations: \(known); `\(name)` is none.", at: node)
    }
    return Set(names.compactMap(FaultTarget.init))
  }

  /// A member that would do nothing is a mistake, too.
  private mutating func check(_ rule: FaultRule, _ members: [String: Node]) {
    let name = rule.fault.written.prefix { $0 != "=" }
    if let chance = members["chance"], !rule.fault.hasChance {
      note("`\(name)` takes no `chance`: it happens or it does not.", at: chance)
    }
    if let targets = members["on"], rule.fault.isOfPush || rule.fault == .amnesia {
      note("`\(name)` takes no `on`: it happens to no request.", at: targets)
    }
    if let length = members["for"], rule.fault == .amnesia {
      note("`amnesia` takes no `for`: it happens once, at `from`.", at: length)
    }
  }
}

extension FaultRule {
  /// Reads one fault or a list of them, as a scenario file has them; JSON is such a text, too.
  /// - Throws: all mistakes at once, each with the line.
  package static func rules(yaml: String, file: String) throws(ScenarioMistakes) -> [FaultRule] {
    var reader = ScenarioReader(file: file)
    var rules: [FaultRule] = []
    if let root = reader.root(of: yaml, "a fault is missing, as in {fault: hang, for: 10s}.") {
      if case .sequence = root {
        rules = reader.faults(root)
      } else {
        rules = reader.fault(root).map { [$0] } ?? []
      }
    }
    guard reader.mistakes.isEmpty else { throw ScenarioMistakes(mistakes: reader.mistakes) }
    return rules
  }
}
