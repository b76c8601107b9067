import Assets
import JobSimulator

/// Finds scenarios: the built-in ones by name, others by the path of their file.
enum ScenarioLibrary {
  /// The scenario of that name, or in that file, with its text.
  /// - Throws: `CommandFailure` where there is none, or one with mistakes.
  static func read(_ name: String) throws -> ScenarioSource {
    let (text, file) = try source(name)
    return ScenarioSource(name: name, text: text, scenario: try scenario(text, file: file))
  }

  /// The scenario of that name, or in that file.
  /// - Throws: `CommandFailure` where there is none, or one with mistakes.
  static func scenario(_ name: String) throws -> Scenario { try read(name).scenario }

  /// The scenario that a text spells.
  /// - Throws: `CommandFailure` with all of its mistakes.
  static func scenario(_ text: String, file: String) throws -> Scenario {
    do throws(ScenarioMistakes) {
      return try Scenario(yaml: text, file: file)
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  /// The text of the scenario of that name, and the file it stands in.
  static func source(_ name: String) throws -> (text: String, file: String) {
    if let asset = Asset.scenarios.first(where: { $0.name == name }) {
      return (asset.text, "\(name).scenario.yaml")
    }
    let file = TextFile(path: name)
    guard file.isThere else {
      let known = Asset.scenarios.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        .configuration,
        "There is no scenario “\(name)”, and no file of that name. Known are \(known)."
      )
    }
    do throws(TextFile.Trouble) {
      return (try file.text(), file.name)
    } catch {
      throw file.failure(error, "a scenario")
    }
  }
}
