import Foundation

/// `jobtop serve` as a process of its own.
package struct RunningServer: Sendable {
  /// Where it listens.
  package let url: String
  private let process: SpawnedProcess
  private let output: URL

  /// Starts it and waits until it listens; thirty seconds at most.
  /// - Throws: `NotListening`, with what it wrote.
  package init(
    _ arguments: String...,
    in program: BuiltProgram,
    port: Int = 0,
    environment more: [String: String] = [:]
  ) async throws {
    output = program.home.appending(path: "serve-\(UUID().uuidString)")
    process = try SpawnedProcess(
      path: BuiltProgram.path,
      arguments: ["serve", "--port", "\(port)"] + arguments,
      environment: program.environment.merging(more) { _, new in new },
      folder: program.home.path,
      output: output.path,
      errors: output.path
    )
    url = try await Self.url(in: output)
  }

  /// One in the manner of the profile `envelope` whose jobs take so many seconds and do not fail.
  package static func envelope(
    lasting seconds: Int,
    in program: BuiltProgram
  ) async throws -> RunningServer {
    let time = "\(seconds)"
    return try await RunningServer(
      "--profile",
      "envelope",
      in: program,
      environment: ["MIN_DELAY": time, "MAX_DELAY": time, "ERROR_PROBABILITY": "0"]
    )
  }

  /// The port that it listens on.
  package var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }

  /// Waits until it has written something; thirty seconds at most.
  /// - Throws: `NotListening`, with what it wrote instead.
  package func writes(_ text: String) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(30))
    while clock.now < deadline {
      if try String(contentsOf: output, encoding: .utf8).contains(text) { return }
      try await clock.sleep(for: .milliseconds(10))
    }
    throw NotListening(output: try String(contentsOf: output, encoding: .utf8))
  }

  /// Sends it a signal.
  package func signal(_ number: Int32) {
    process.signal(number)
  }

  /// Ends it as `kill -9` does.
  package func kill() async throws {
    process.signal(SIGKILL)
    _ = try await process.wait()
  }

  private static func url(in file: URL) async throws -> String {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(30))
    while clock.now < deadline {
      let text = try String(contentsOf: file, encoding: .utf8)
      if text.hasSuffix("\n"), let url = text.split(whereSeparator: \.isWhitespace).last {
        return String(url)
      }
      try await clock.sleep(for: .milliseconds(10))
    }
    throw NotListening(output: try String(contentsOf: file, encoding: .utf8))
  }

  /// It did not listen, or write what was waited for, in time.
  package struct NotListening: Error {
    /// What it wrote instead.
    package let output: String
  }
}
