import Foundation
import JobModel
import Screen
import Terminal

/// Looks at all that jobtop needs, and tells each value, where it came from and what is wrong.
struct Examination {
  let options: [Setting: String]
  let headers: [String]
  let environment: [String: String]
  /// The current folder, where `.env` is looked for.
  let folder: String
  let paths: StandardPaths
  private(set) var findings: [Finding] = []

  init(
    options: [Setting: String],
    headers: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment,
    folder: String = FileManager.default.currentDirectoryPath
  ) {
    self.options = options
    self.headers = headers
    self.environment = environment
    self.folder = folder
    paths = StandardPaths(environment: environment)
  }

  /// Looks at everything, and asks each server once.
  mutating func run() async {
    lookAtProgram()
    let found = lookAtConfiguration()
    let settings = found.flatMap { $0.isSound ? $0.settings : nil }
    // A file that others can read is told also while something else is mistaken.
    lookAtSecrets(found?.settings)
    await lookAtFiles()
    lookAtProfiles()
    lookAtTerminal()
    await lookAtServers(settings)
  }

  mutating func add(
    _ section: Finding.Section,
    _ subject: String,
    _ value: String,
    at place: ConfigurationFailure.Place? = nil,
    _ verdict: Finding.Verdict = .fine
  ) {
    findings.append(Finding(section, subject, value, at: place, verdict))
  }

  mutating func add(_ finding: Finding) {
    findings.append(finding)
  }

  private mutating func lookAtProgram() {
    add(.program, "version", Version.text)
    let isDumped = ProcessMemory.canBeDumped
    add(.program, "core dumps", isDumped ? "on" : "off", isDumped ? .remark : .fine)
    var name = utsname()
    guard uname(&name) == 0 else { return }
    add(.program, "system", "\(text(name.sysname)) \(text(name.release)) \(text(name.machine))")
  }

  private func text<Field>(_ field: Field) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// What the terminal is taken for; nothing where there can be no screen.
  private mutating func terminalType() -> TerminalType? {
    let name = environment["TERM"] ?? ""
    let named = TerminalType(named: name)
    guard let type = named ?? TerminalType(named: TerminalType.standard), type.placesCursor else {
      let error = named == nil ? TerminalError.unknownKind(name) : .cannotPlaceCursor(name)
      add(.terminal, "TERM", error.description, .wrong(.usage))
      return nil
    }
    let why = name.isEmpty ? "not set" : "“\(name)”, of which nothing is known"
    if named != nil {
      add(.terminal, "TERM", name)
    } else {
      add(.terminal, "TERM", "\(why): taken for \(type.name)", .remark)
    }
    return type
  }

  private mutating func lookAtTerminal() {
    guard Streams.isTerminal(1) else {
      return add(.terminal, "output", "no terminal: commands write JSON lines")
    }
    guard let type = terminalType() else { return }
    let isPlain = Look.isWithoutColours(environment)
    add(.terminal, "colours", isPlain ? "none, by NO_COLOR" : String(type.colours))
    let isInstalled = UTF8Locale.isInstalled
    let speaksUTF8 = Look.speaksUTF8(environment) && isInstalled
    let why = isInstalled ? "is set, as in LANG=C.UTF-8" : "is on this machine; install one"
    add(
      .terminal,
      "characters",
      speaksUTF8 ? "UTF-8" : "ASCII: no locale of UTF-8 \(why)",
      speaksUTF8 ? .fine : .remark
    )
    if let columns = Streams.columns(1) {
      let isNarrow = columns < 40
      add(
        .terminal,
        "columns",
        isNarrow ? "\(columns): the screen needs 40" : "\(columns)",
        isNarrow ? .remark : .fine
      )
    }
  }
}
