import Foundation

/// The variables of a `.env` file.
///
/// The rules are those of the dotenv packages: `NAME=value`, also after `export`; blank lines and
/// lines after `#` say nothing; a value ends at a `#` after a blank. In double quotes `\n`, `\r`,
/// `\t`, `\"`, `\\` and `\$` are escapes, in single quotes `\'` and `\\`; a quoted value may go over
/// several lines. Of two lines with one name the last one counts. `${NAME}` is not replaced.
struct DotEnv: Hashable, Sendable {
  /// Where it was read.
  var file: String
  /// What each name was set to, and where.
  var entries: [String: Entry] = [:]

  /// One variable.
  struct Entry: Hashable, Sendable {
    /// Its value, without quotes.
    var value: String
    /// The line of its name, from 1.
    var line: Int
  }

  /// A file that says nothing, as one that is not there.
  init(file: String = ".env") {
    self.file = file
  }

  /// Reads the text of a file.
  /// - Throws: `ConfigurationFailure` with all of its mistakes.
  init(parsing text: String, file: String = ".env") throws(ConfigurationFailure) {
    self.file = file
    var reader = DotEnvReader(text, file: file)
    reader.readAll()
    guard reader.mistakes.isEmpty else { throw ConfigurationFailure(reader.mistakes) }
    entries = reader.entries
  }

  /// Reads the file of a folder; says nothing where there is none.
  /// - Throws: `ConfigurationFailure` for its mistakes, and where it cannot be read.
  init(folder: String) throws(ConfigurationFailure) {
    let path = URL(fileURLWithPath: folder).appending(path: ".env").path
    guard !TextFile.isAbsent(path) else {
      self.init(file: path)
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFailure(
        .file(path),
        "it cannot be read",
        right: "a text file that you may read"
      )
    }
    try self.init(parsing: String(decoding: data, as: UTF8.self), file: path)
  }

  /// The values alone.
  var values: [String: String] { entries.mapValues(\.value) }

  /// Where that name was set.
  func place(of name: String) -> ConfigurationFailure.Place {
    entries[name].map { .line(file: file, $0.line) } ?? .file(file)
  }
}
