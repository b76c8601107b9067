import Dispatch
import Foundation

/// Where a secret comes from; read when it is needed, not before.
enum SecretSource: Hashable, Sendable {
  /// The environment, or a `.env` file.
  case value(Secret)
  /// The first line of a file that only its owner may read.
  case file(path: String, place: ConfigurationFailure.Place)
  /// The first line that a command prints.
  case command(String, place: ConfigurationFailure.Place)

  /// The secret.
  ///
  /// A command is run by `/bin/sh`; it may ask the user, so it is done before the screen comes up.
  /// `onWait` is told in a sentence where it takes long.
  /// - Throws: `ConfigurationFailure` where the file or the command gives none.
  @concurrent
  func secret(
    _ patience: SecretCommand.Patience = SecretCommand.Patience(),
    onWait: @Sendable (String) -> Void = Streams.error
  ) async throws(ConfigurationFailure) -> Secret {
    switch self {
    case .value(let secret): secret
    case .file(let path, let place): try Self.contents(of: path, place)
    case .command(let command, let place):
      try Self.firstLine(
        of: SecretCommand(command: command, place: place).output(patience, onWait: onWait),
        "the output of the secret command",
        place
      )
    }
  }

  /// Where in the configuration it was named; nothing for what stands in the environment, which may be
  /// meant for another server.
  var place: ConfigurationFailure.Place? {
    switch self {
    case .value: nil
    case .file(_, let place), .command(_, let place): place
    }
  }

  var withoutPlace: SecretSource {
    switch self {
    case .value: self
    case .file(let path, _): .file(path: path, place: .none)
    case .command(let command, _): .command(command, place: .none)
    }
  }

  /// The file that it is in; nothing for what is in none.
  var path: String? {
    if case .file(let path, _) = self { path } else { nil }
  }

  /// What is wrong with a file; nothing where it can be used, and for what is no file.
  var fileMistake: ConfigurationFailure.Mistake? {
    // What is read once is left for when it is needed.
    guard case .file(let path, let place) = self, !ReadableFile(path: path).isPipe else {
      return nil
    }
    do throws(ConfigurationFailure) {
      _ = try Self.contents(of: path, place)
      return nil
    } catch {
      return error.mistakes.first
    }
  }

  private static func contents(of path: String, _ place: ConfigurationFailure.Place)
    throws(ConfigurationFailure) -> Secret
  {
    let data = try SecretFile(path: path, place: place).contents()
    return try firstLine(of: data, "the secret file \(path)", place)
  }

  private static func firstLine(of data: Data, _ what: String, _ place: ConfigurationFailure.Place)
    throws(ConfigurationFailure) -> Secret
  {
    let text = String(decoding: data, as: UTF8.self)
    let line = text.prefix { !$0.isNewline }
    guard !line.isEmpty else {
      throw ConfigurationFailure(place, "\(what) is empty", right: "the secret in its first line")
    }
    return Secret(String(line))
  }
}
