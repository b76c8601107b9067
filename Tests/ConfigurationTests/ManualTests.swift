import ArgumentParser
import Dashboard
import Testing

@testable import jobtop

struct ManualTests {
  private let page: String

  init() throws {
    page = try ManualPage().text
  }

  @Test func `every command and every option of it has its place`() throws {
    for command in JobtopCommand.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(page.contains(".SS \"jobtop \(name)"), "\(name)")
    }
    let options = try CommandTree.program().commands(after: []).flatMap(\.command.shownArguments)
    for name in ["help", "version"] { #expect(page.contains("\\fB\\-\\-" + name)) }
    for option in options where option.kind != .positional {
      let name = try #require(option.preferredName?.name)
      let typed = "\\fB\\-\\-" + name.replacing("-", with: "\\-")
      #expect(page.contains(typed), "\(name)")
    }
  }

  @Test func `keys, commands of the screen and facts of filters are those of the screen`() {
    for entry in Reference.keys + Reference.commands + Reference.filterFields {
      #expect(lines.contains { $0.hasPrefix(plain(entry.about)) }, "\(entry)")
    }
  }

  @Test func `every setting and every exit code is told`() {
    for setting in Setting.allCases { #expect(page.contains(setting.variable), "\(setting)") }
    for outcome in Outcome.allCases {
      #expect(page.contains("\\fB\(outcome.rawValue)\\fR\n\(outcome.about)"), "\(outcome)")
    }
  }

  @Test func `no line of text is taken for a request`() {
    let requests: Set<Substring> = [
      ".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE",
    ]
    for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
    }
  }

  private var lines: [Substring] { page.split(separator: "\n") }

  private func plain(_ text: String) -> String {
    text.replacing("-", with: "\\-").replacing("'", with: "\\(aq")
  }
}
