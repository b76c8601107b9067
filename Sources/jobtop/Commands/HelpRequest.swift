import ArgumentParser
import JobModel

/// What stands behind `jobtop help`: of words that are no command the parser says nothing, and shows what
/// there is above them.
enum HelpRequest {
  /// What is wrong with the arguments of the program, as a sentence; nothing where help can be shown, or
  /// was not asked for.
  static func mistake(in arguments: [String]) -> String? {
    let words = arguments.filter { !$0.hasPrefix("-") }
    guard words.first == "help" else { return nil }
    var command: any ParsableCommand.Type = JobtopCommand.self
    var path: [String] = []
    for word in words.dropFirst() {
      let below = command.configuration.subcommands
      if let next = below.first(where: { $0._commandName == word }) {
        command = next
        path.append(word)
      } else if path.isEmpty, word == "help" {
        return nil
      } else {
        let names = below.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        return sentence(path + [word], nearest: Spelling.nearest(to: word, among: names))
      }
    }
    return nil
  }

  private static func sentence(_ words: [String], nearest: String?) -> String {
    let above = (["jobtop help"] + words.dropLast()).joined(separator: " ")
    return "There is no command “\(words.joined(separator: " "))”; "
      + (nearest.map { "did you mean \($0)?" } ?? "“\(above)” shows what there is.")
  }
}
