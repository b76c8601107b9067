import Dashboard
import Foundation

/// Runs programs of the user's own, and hands on what they write.
@MainActor
final class CommandRunner {
  private let events: DashboardEvents
  private let environment: [String: String]
  private var processes: [Int: CommandProcess] = [:]

  init(
    events: DashboardEvents,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.events = events
    self.environment = CommandProcess.environment(of: environment)
  }

  /// Runs one to its end.
  func run(_ number: Int, _ command: OwnCommand, input: [UInt8]) async {
    let process: CommandProcess
    do throws(CommandProcess.NotStarted) {
      process = try CommandProcess(command.words, environment: environment)
    } catch {
      return events.send(.commandEnded(number, .notStarted(error.reason)))
    }
    processes[number] = process
    async let said: Void = process.say(input)
    var pending: [UInt8] = []
    while case let piece = await process.piece(), !piece.isEmpty {
      pending += piece
      events.send(.commandOutput(number, Self.text(from: &pending)))
      // More is read when this has been shown.
      await events.idle()
    }
    await said
    let (code, signal) = await process.wait()
    processes[number] = nil
    events.send(.commandEnded(number, signal.map { .killed(signal: $0) } ?? .exited(code)))
  }

  func end(_ number: Int) {
    processes[number]?.end()
  }

  /// Ends all of them now: the program ends.
  func close() {
    for process in processes.values { process.kill() }
  }

  /// What of the bytes is whole characters; the rest waits for what comes next.
  private static func text(from bytes: inout [UInt8]) -> String {
    var end = bytes.count
    // A character has four bytes at most; its first one says how many.
    for back in 1...4 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      guard byte & 0xC0 != 0x80 else { continue }
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if length > back { end = bytes.count - back }
      break
    }
    defer { bytes.removeFirst(end) }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
