/// What happens when a job comes to match a rule.
package enum AlertTarget: Hashable, Sendable {
  /// The terminal rings.
  case bell
  /// The desktop shows a notification, or the terminal does where there is none.
  case desktop
  /// A program of the user's own runs, with an object of each job a line on its standard input.
  case run([String])
  /// The jobs are posted there.
  case webhook(String)

  /// Reads what stands behind the arrow; nothing stands for the bell.
  init?(_ words: [String]) {
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    case nil: self = .bell
    case "bell" where rest.isEmpty: self = .bell
    case "desktop" where rest.isEmpty: self = .desktop
    case "webhook":
      guard rest.hasPrefix("http://") || rest.hasPrefix("https://"), !rest.contains(" ") else {
        return nil
      }
      self = .webhook(rest)
    case "run" where !rest.isEmpty: self = .run(["/bin/sh", "-c", rest])
    case .some: return nil
    }
  }

  /// What stands behind the arrow.
  var words: String {
    switch self {
    case .bell: "bell"
    case .desktop: "desktop"
    case .run(let words): "run " + (words.starts(with: ["/bin/sh", "-c"]) ? words[2] : words[0])
    case .webhook(let url): "webhook \(url)"
    }
  }

  /// As the subject of a sentence; of a URL only the host, for what follows may be secret.
  package var name: String {
    switch self {
    case .bell: "The bell"
    case .desktop: "The desktop"
    case .run: "The command “\(words.dropFirst(4))”"
    case .webhook(let url):
      "The webhook at "
        + url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    }
  }
}
