import JobClient
import JobModel
import JobProfile
import JobSimulator
import JobStore
import Logging
import NIOCore

/// Keeps one simulated server in step with the files that it was made of.
///
/// ```
///  scenario ─► has changed ─► the server follows it; jobs that are there go on as they were to
///  keys ─────► have changed ─► a server that lets others in takes over
///  profile ──► has changed ─► a server in its manner takes over port and jobs
///  a mistake, or a file that cannot be read ► is told ► what held before goes on
/// ```
actor ServerKeeper {
  private let profileName: String
  /// The name of a scenario that is looked at again; nothing: there is none, or it was a pipe.
  private let scenarioName: String?
  private let library: ProfileLibrary
  private var plan: ServingPlan
  /// The file of keys; nothing: there is none.
  private let keys: String?
  /// Where what it acknowledges is kept; nothing: nowhere.
  private let records: RecordFile?
  private let logger: Logger
  private var profileFile = FollowedFile()
  /// That of the server that serves.
  private var profile: Profile?
  /// What was wrong with the file of keys last, as a sentence.
  private var keyMistake = ""
  private var scenarioFile: FollowedFile
  private var scenario: Scenario?
  private var server: JobServer?
  private var port: Int?
  private var isStopped = false
  private let followsProfile: Bool
  private let announcements: Announcements
  /// Somebody wants the files to be looked at, whether they seem to be there or not.
  private var isAskedToLook = false
  /// How often a server took over from another.
  private var successions = 0

  /// A file is looked at so often: who saves one and tries it out has it by then.
  private static let pause = Duration.milliseconds(500)

  init(
    profile: String,
    scenario: ScenarioSource?,
    library: ProfileLibrary,
    plan: ServingPlan,
    keys: String?,
    records: RecordFile?,
    announcements: Announcements,
    logger: Logger
  ) {
    self.logger = logger
    self.records = records
    profileName = profile
    scenarioName = scenario.flatMap { ReadableFile(path: $0.name).isPipe ? nil : $0.name }
    self.scenario = scenario?.scenario
    scenarioFile = FollowedFile(scenario?.text ?? "")
    followsProfile = !ReadableFile(path: profile).isPipe
    self.announcements = announcements
    self.library = library
    self.plan = plan
    self.keys = keys.flatMap { ReadableFile(path: $0).isPipe ? nil : $0 }
  }

  /// Reads the files, so that all mistakes are known before anything is served.
  /// - Returns: The name of the profile.
  func prepare() throws -> String {
    let source = try library.source(profileName)
    let profile = try Profile(yaml: source.text, file: source.file)
    server = try makeServer(profile)
    self.profile = profile
    profileFile = FollowedFile(source.text)
    return profile.name
  }

  /// Serves until it is stopped.
  func run() async throws {
    while let current = server, !isStopped {
      let number = successions
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await self.look(after: current) }
        do {
          try await current.run()
        } catch let error as IOError {
          throw DeniedAddress(host: plan.options.host, port: current.port, code: error.errnoCode)
        }
        group.cancelAll()
      }
      // It ended by itself, and no other takes over.
      if number == successions { break }
    }
    await tellWhatIsUntold()
  }

  /// What did not arrive at webhooks is lost, unless it is kept.
  private func tellWhatIsUntold() async {
    let counts = await server?.untold() ?? [:]
    guard !counts.isEmpty else { return }
    let count = counts.values.reduce(0, +)
    let hosts = counts.keys.sorted()
    logger.log(
      level: records == nil ? .warning : .notice,
      records == nil ? "messages to webhooks are lost" : "messages to webhooks wait",
      metadata: ["count": "\(count)", "hosts": "\(hosts.joined(separator: " "))"]
    )
    guard records == nil else { return }
    let list = hosts.map { "\(counts[$0] ?? 0) to \($0)" }.joined(separator: ", ")
    Streams.error(
      (count == 1 ? "1 message to a webhook" : "\(count) messages to webhooks")
        + " did not arrive and will not be sent again: \(list)."
        + " With --data FILE they are kept for the next start."
    )
  }

  /// Stops serving, gracefully.
  func stop() async {
    isStopped = true
    await server?.stop()
  }

  /// Looks at the files at once, and tells what it cannot read.
  func lookAgain() {
    isAskedToLook = true
    keyMistake = ""
  }

  /// Looks at the files until another server is to take over, or its task is cancelled.
  private func look(after current: JobServer) async {
    while (try? await Task.sleep(for: ServerKeeper.pause)) != nil {
      let isAskedFor = isAskedToLook
      isAskedToLook = false
      await followScenario(on: current, isAskedFor)
      guard let successor = successor(of: current, isAskedFor) ?? heir(of: current) else {
        continue
      }
      server = successor
      successions += 1
      await current.stop()
      await successor.follow(scenario)
      return
    }
  }

  private func followScenario(on server: JobServer, _ isAskedFor: Bool) async {
    guard let scenarioName else { return }
    let finding = scenarioFile.look(isAskedFor: isAskedFor) {
      try ScenarioLibrary.source(scenarioName)
    }
    guard let (text, file) = changed(finding, "scenario") else { return }
    do {
      scenario = try ScenarioLibrary.scenario(text, file: file)
      await server.follow(scenario)
      Streams.error("\(file) has changed: new jobs follow it.")
      logger.notice("the scenario has changed", metadata: ["file": "\(file)"])
    } catch {
      tellThatItGoesOn("scenario", "\(error)")
    }
  }

  private func successor(of current: JobServer, _ isAskedFor: Bool) -> JobServer? {
    guard followsProfile else { return nil }
    let finding = profileFile.look(isAskedFor: isAskedFor) {
      try library.source(profileName)
    }
    guard let (text, file) = changed(finding, "profile") else { return nil }
    do {
      let profile = try Profile(yaml: text, file: file)
      let successor = try makeServer(profile, continuing: current)
      self.profile = profile
      Streams.error("\(file) has changed: the server follows it, with the jobs it has.")
      logger.notice("the profile has changed", metadata: ["file": "\(file)"])
      return successor
    } catch {
      tellThatItGoesOn("profile", "\(error)")
      return nil
    }
  }

  /// What a file says that has changed; what else was found is told.
  private func changed(
    _ finding: FollowedFile.Finding,
    _ kind: String
  ) -> (text: String, file: String)? {
    switch finding {
    case .nothing: return nil
    case .changed(let text, let file): return (text, file)
    case .lost(let why): tellThatItGoesOn(kind, why)
    case .back(let file):
      Streams.error("\(file) can be read again, and says what it said before.")
      logger.notice("the \(kind) can be read again", metadata: ["file": "\(file)"])
    }
    return nil
  }

  /// Of a file that cannot be used: what holds, and why.
  private func tellThatItGoesOn(_ kind: String, _ why: String) {
    Streams.error("\(why)\nThe \(kind) that was read before goes on.")
    let line = why.split(separator: "\n").joined(separator: " ")
    logger.warning(
      "the \(kind) cannot be used; the one before goes on",
      metadata: ["why": "\(line)"]
    )
  }

  /// A server with the keys that are in the file now, where these are others.
  ///
  /// Connections end with the server before it: whose key was taken away hears no more.
  private func heir(of current: JobServer) -> JobServer? {
    guard let keys, let profile else { return nil }
    let former = plan
    do {
      let new = try AccessKeyFile(path: keys).keys
      keyMistake = ""
      guard new != plan.options.keys else { return nil }
      plan.options.keys = new
      let heir = try makeServer(profile, continuing: current)
      Streams.error("\(keys) has changed: the server follows it.")
      logger.notice("keys have changed", metadata: ["count": "\(new.count)"])
      return heir
    } catch {
      plan = former
      let sentence = "\(error)"
      if sentence != keyMistake {
        Streams.error("\(sentence)\nThe keys that were read before go on.")
        logger.warning("keys have changed and cannot be used; those before go on")
      }
      keyMistake = sentence
      return nil
    }
  }

  private func makeServer(
    _ profile: Profile,
    continuing former: JobServer? = nil
  ) throws -> JobServer {
    var options = try plan.options(for: profile)
    options.port = port ?? options.port
    options.requestLogLevel = logger.logLevel <= .info ? .info : nil
    var logger = logger
    logger[metadataKey: "server"] = "\(profile.name)"
    let scenario = scenario
    let named = logger
    let archive = records.map { ServerArchive(file: $0, space: profile.name) }
    return try Failures.described { () throws(JobFailure) in
      try JobServer(
        profile: profile,
        scenario: scenario,
        options: options,
        logger: named,
        archive: archive,
        continuing: former
      ) { [weak self] url in
        await self?.listens(profile.name, at: url)
      }
    }
  }

  /// Tells once where it listens, and stays there.
  private func listens(_ name: String, at url: String) async {
    guard port == nil else { return }
    port = url.split(separator: ":").last.flatMap { Int($0) }
    await announcements.say("\(name) \(url)", at: plan.index)
  }
}
