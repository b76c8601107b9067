import Dashboard
import Foundation
import JobClient
import JobModel

/// Follows the configuration while the dashboard runs.
///
/// ```
///  config.yaml, profiles, themes,
///  secrets, certificates ─────────► has changed ─┬─ a mistake ─► is told; what was read before goes on
///                                                ├─ the look ──► from the next frame on
///                                                └─ servers ───► new ones come, others go, changed ones
///                                                                are spoken with anew
/// ```
@MainActor
final class Reload {
  private let options: ServerOptions
  private let lookOptions: LookOptions
  private let connections: ServerConnections
  private let clock: any JobClock
  private var settings: Settings
  private var profiles: [String: String] = [:]
  private var stamps: [String] = []
  /// How the files stand that each server was opened with.
  private var ownStamps: [String: [String]] = [:]

  /// Who saves a file and tries it out has it by then.
  private static let pause = Duration.seconds(1)

  /// Follows what these options and the files say, beginning with what was opened.
  init(
    _ options: ServerOptions,
    _ lookOptions: LookOptions,
    _ connections: ServerConnections,
    clock: any JobClock = SystemClock()
  ) {
    self.options = options
    self.lookOptions = lookOptions
    self.connections = connections
    self.clock = clock
    settings = connections.settings
    // What could not be opened is tried again with every change.
    for server in settings.servers where connections.failures[server.name] == nil {
      profiles[server.name] = profileText(of: server)
      ownStamps[server.name] = Self.stamps(of: server)
    }
    stamps = Self.stamps(of: settings)
  }

  /// Looks at the files until its task is cancelled.
  func follow(_ room: ServerRoom) async {
    let problems = connections.failures.sorted { $0.key < $1.key }
    if !problems.isEmpty {
      let names = problems.map(\.key).joined(separator: ", ")
      let why = problems.map { "\($0.value)" }.joined(separator: " ")
      room.events.send(.misconfigured("\(why) Until that is mended \(names) is not asked."))
    }
    while (try? await clock.sleep(for: Self.pause)) != nil {
      let new = Self.stamps(of: settings)
      guard new != stamps else { continue }
      stamps = new
      let servers = settings.servers
      await read(room)
      // Other servers have other files.
      if settings.servers != servers { stamps = Self.stamps(of: settings) }
    }
  }

  private func read(_ room: ServerRoom) async {
    do {
      let new = try options.settings()
      let look = try lookOptions.look(over: new)
      _ = try look.theme()
      room.events.setLook(look)
      let (changes, problems) = await apply(new.servers, to: room)
      // What was just connected to on the screen has been told of, with more than this.
      let isOurs = changes.isEmpty && settings.servers != new.servers
      settings = new
      if !isOurs { room.events.send(.done("The configuration was read again" + changes + ".")) }
      if !problems.isEmpty {
        let all = problems.joined(separator: " ")
        room.events.send(.misconfigured(all + " What was read before goes on."))
      }
    } catch {
      room.events.send(.misconfigured("\(error) What was read before goes on."))
    }
  }

  /// - Returns: What has changed, as the end of a sentence, and what kept servers from being opened.
  private func apply(
    _ servers: [ServerConfiguration],
    to room: ServerRoom
  ) async -> (changes: String, problems: [String]) {
    let names = servers.map(\.name)
    let gone = settings.servers.map(\.name).filter { !names.contains($0) }
    for name in gone {
      await room.drop(name)
      profiles[name] = nil
      ownStamps[name] = nil
    }
    var problems: [String] = []
    var come: [String] = []
    var changed: [String] = []
    for server in servers {
      let text = profileText(of: server)
      let own = Self.stamps(of: server)
      let former = settings.servers.first { $0.name == server.name }
      let isSame = former?.withoutPlaces == server.withoutPlaces
      if isSame, profiles[server.name] == text, ownStamps[server.name] == own { continue }
      // What was connected to on the screen stands in the file since then.
      if former == nil, room.has(server.name) {
        (profiles[server.name], ownStamps[server.name]) = (text, own)
        continue
      }
      do {
        let events = room.events
        let client = try await connections.client(of: server) { sentence in
          Task { @MainActor in events.send(.told(sentence)) }
        }
        await room.replace(server.name, with: client)
        (profiles[server.name], ownStamps[server.name]) = (text, own)
        if former == nil { come.append(server.name) } else { changed.append(server.name) }
      } catch {
        problems.append("\(error)")
      }
    }
    let parts = [("new", come), ("changed", changed), ("gone", gone)].filter { !$0.1.isEmpty }
    let words = parts.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    return (words.isEmpty ? "" : "; " + words.joined(separator: "; "), problems)
  }

  private func profileText(of server: ServerConfiguration) -> String? {
    let library = ProfileLibrary(folder: URL(filePath: settings.paths.profilesFolder))
    return try? library.source(server.profile).text
  }

  /// What tells that a file is another one than before.
  private static func stamps(of settings: Settings) -> [String] {
    let folders = [settings.paths.profilesFolder, settings.paths.themesFolder]
    let files = folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().map { "\(folder)/\($0)" }
    }
    return ([settings.paths.configurationFile] + files).map(stamp)
      + settings.servers.flatMap { stamps(of: $0) }
  }

  /// The same of the files that a server is opened with: its secrets, and the certificates it trusts.
  private static func stamps(of server: ServerConfiguration) -> [String] {
    [server.password?.path, server.token?.path, server.caFile].compactMap { $0.map(stamp) }
  }

  private static func stamp(_ path: String) -> String {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let file = try? FileManager.default.attributesOfItem(atPath: target) else { return path }
    let time = (file[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    // Also who may read it: that decides whether a secret is taken.
    let values = [file[.systemFileNumber], file[.size], file[.posixPermissions]]
      .map { $0 as? NSNumber ?? 0 }
    return "\(path) \(values) \(time)"
  }
}
