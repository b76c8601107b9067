import ArgumentParser
import JobModel
import JobProfile

/// A command that speaks with one server: opens the connection, runs, and closes it whatever comes.
protocol ServerCommand: AsyncParsableCommand, Sendable {
  var options: ServerOptions { get }
  /// Whether it stays to hear how jobs go on; a command that only asks opens no push connection.
  var listens: Bool { get }
  /// Does what the command is for.
  func run(_ connection: ServerConnection) async throws
}

extension ServerCommand {
  var listens: Bool { false }

  func run() async throws {
    try await Failures.reported {
      let connection = try await ServerConnection(options, listens: listens)
      let isInterrupted = try await connection.closingWithNotices {
        try await Interrupts.interrupting { try await run(connection) }
      }
      if isInterrupted { throw ExitCode(Outcome.interrupted.rawValue) }
    }
  }
}

/// Turns what a command throws into a sentence on standard error and an exit code.
enum Failures {
  static func reported(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let failure as CommandFailure {
      Streams.error(failure.description)
      throw ExitCode(failure.outcome.rawValue)
    } catch let failure as ConfigurationFailure {
      Streams.error(failure.description)
      throw ExitCode(failure.isUsage ? Outcome.usage.rawValue : Outcome.configuration.rawValue)
    } catch let mistakes as ProfileMistakes {
      Streams.error(mistakes.description)
      throw ExitCode(Outcome.configuration.rawValue)
    }
  }

  /// What a failure of the library means for a command.
  static func described<Value>(_ work: () throws(JobFailure) -> Value) throws -> Value {
    do throws(JobFailure) {
      return try work()
    } catch {
      throw CommandFailure(error)
    }
  }
}
