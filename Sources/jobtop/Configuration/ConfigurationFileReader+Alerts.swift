import Dashboard
import JobClient
import Yams

extension ConfigurationFileReader {
  /// Who is told when a job comes to match a filter: a list of filter, and bell, desktop, run or
  /// webhook.
  mutating func alerts(in node: Node) -> [AlertRule] {
    guard let list = node.sequence else {
      add(line(of: node), "notify is no list", right: "lines such as - \(Self.example)")
      return []
    }
    return list.compactMap { alert(in: $0) }
  }

  private static let example = "{filter: state:failed, desktop: true}"

  private mutating func alert(in node: Node) -> AlertRule? {
    var text = ""
    var targets: [AlertTarget] = []
    var isMistaken = false
    for (key, value) in members(of: node, "a rule of notify") {
      switch key.text {
      case "filter": text = filter(value, key)
      case "bell": if isSwitchedOn(value, key) { targets.append(.bell) }
      case "desktop": if isSwitchedOn(value, key) { targets.append(.desktop) }
      case "run": targets.append(.run(words(value, key)))
      case "webhook":
        if let url = url(value, key) { targets.append(.webhook(url)) } else { isMistaken = true }
      default:
        isMistaken = true
        addUnknown(key, known: ["filter", "bell", "desktop", "run", "webhook"])
      }
    }
    // One mistake is told as one: what is unknown may have been meant for what is missing.
    if isMistaken { return nil }
    guard !text.isEmpty, let target = targets.first, targets.count == 1 else {
      let problem = "a rule of notify needs a filter and one of bell, desktop, run and webhook"
      add(line(of: node), problem, right: Self.example)
      return nil
    }
    // What is wrong with the filter has been told.
    return try? AlertRule(text, target: target)
  }

  private mutating func isSwitchedOn(_ node: Node, _ key: ConfigurationFile.Entry) -> Bool {
    guard let entry = entry(node, key) else { return false }
    if entry.text != "true" { add(entry.line, "\(key.text) is “\(entry.text)”", right: "true") }
    return entry.text == "true"
  }

  private mutating func url(_ node: Node, _ key: ConfigurationFile.Entry) -> String? {
    guard let entry = entry(node, key) else { return nil }
    guard entry.text.hasPrefix("https://") || entry.text.hasPrefix("http://"),
      (try? BaseURL.parts(of: entry.text)) != nil
    else {
      // Not quoted: it may hold a key.
      let problem = "webhook is no URL of http or https"
      add(entry.line, problem, right: "as in https://hooks.example.org/jobs")
      return nil
    }
    return entry.text
  }
}
