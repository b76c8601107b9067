import Foundation
import Glibc
import JobModel

/// A command of the configuration that prints a secret.
struct SecretCommand {
  let command: String
  /// Where it stands.
  let place: ConfigurationFailure.Place

  /// How long one may take.
  struct Patience {
    /// Until it is said that we wait for it.
    var silence = Duration.seconds(2)
    /// Until it is ended: one that waits for what never comes would hold us up for ever.
    var limit = Duration.seconds(30)
  }

  /// What it is called, without its arguments, which may be secret.
  var name: String {
    let words = command.split(whereSeparator: \.isWhitespace)
    let word = words.first { !$0.contains("=") } ?? ""
    return word.allSatisfy { $0.isLetter || $0.isNumber || "/._-~".contains($0) } && !word.isEmpty
      ? String(word) : "the secret command"
  }

  /// What it prints; as much of it as a secret may have.
  ///
  /// It is run by `/bin/sh`, in our own process group: it may ask the user on the terminal. `onWait` is
  /// told in a sentence once that takes long.
  /// - Throws: `ConfigurationFailure` where it cannot be started, fails, or takes too long.
  func output(
    _ patience: Patience = Patience(),
    onWait: (String) -> Void
  ) throws(ConfigurationFailure) -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardOutput = pipe
    do {
      try process.run()
    } catch {
      throw ConfigurationFailure(
        place,
        "the secret command could not be started",
        right: "a command for /bin/sh"
      )
    }
    guard let data = read(pipe.fileHandleForReading, of: process, patience, onWait: onWait) else {
      process.terminate()
      throw ConfigurationFailure(
        place,
        "\(name) has not printed a secret and ended within \(patience.limit.short)",
        right: "one that does, or password_file or token_file"
      )
    }
    guard process.terminationStatus == 0 else {
      throw ConfigurationFailure(
        place,
        "the secret command ended with \(process.terminationStatus)",
        right: "one that prints the secret and ends with 0"
      )
    }
    return data
  }

  /// All that a process prints until it ends; nothing where that takes too long.
  private func read(
    _ file: FileHandle,
    of process: Process,
    _ patience: Patience,
    onWait: (String) -> Void
  ) -> Data? {
    let clock = ContinuousClock()
    let begin = clock.now
    var isTold = false
    var data = Data()
    var isOpen = true
    while isOpen || process.isRunning {
      let time = begin.duration(to: clock.now)
      guard time < patience.limit else { return nil }
      if time >= patience.silence, !isTold {
        isTold = true
        onWait("Waiting for \(name), which is to print a secret; \(patience.limit.short) at most.")
      }
      // With nothing to read it is asked for as often as a user notices.
      var query = pollfd(fd: file.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&query, isOpen ? 1 : 0, isOpen ? 50 : 5) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: Self.largest)
      let count = Glibc.read(file.fileDescriptor, &buffer, buffer.count)
      isOpen = count > 0
      data.append(contentsOf: buffer.prefix(max(0, min(count, Self.largest - data.count))))
    }
    return data
  }

  /// The most bytes that are looked at.
  private static let largest = 1 << 16
}
