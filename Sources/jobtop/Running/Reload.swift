import Dashboard
import Foundation
import JobClient
import JobModel

/// Follows the configuration while the dashboard runs.
///
/// ```
///  config.yaml, profiles, themes ─► has changed ─┬─ a mistake ─► is told; what was read before goes on
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
    for server in settings.servers { profiles[server.name] = profileText(of: server) }
    stamps = Self.stamps(of: settings.paths)
  }

  /// Looks at the files until its task is cancelled.
  func follow(_ room: ServerRoom) async {
    while (try? await clock.sleep(for: Self.pause)) != nil {
      let new = Self.stamps(of: settings.paths)
      guard new != stamps else { continue }
      stamps = new
      await read(room)
    }
  }

  private func read(_ room: ServerRoom) async {
    do {
      let new = try options.settings()
      let look = try lookOptions.look(over: new)
      _ = try look.theme()
      room.events.setLook(look)
      let changes = await apply(new.servers, to: room)
      settings = new
      room.events.send(.done("The configuration was read again" + changes + "."))
    } catch {
      room.events.send(.told("\(error) What was read before goes on."))
    }
  }

  /// - Returns: What has changed, as the end of a sentence.
  private func apply(_ servers: [ServerConfiguration], to room: ServerRoom) async -> String {
    let names = servers.map(\.name)
    let gone = settings.servers.map(\.name).filter { !names.contains($0) }
    for name in gone {
      await room.drop(name)
      profiles[name] = nil
    }
    var come: [String] = []
    var changed: [String] = []
    for server in servers {
      let text = profileText(of: server)
      let former = settings.servers.first { $0.name == server.name }
      if former == server, profiles[server.name] == text { continue }
      // What was connected to on the screen stands in the file since then.
      if former == nil, room.has(server.name) {
        profiles[server.name] = text
        continue
      }
      do {
        let client = try await connections.client(of: server)
        if former != nil { await room.drop(server.name) }
        room.adopt(client)
        profiles[server.name] = text
        if former == nil { come.append(server.name) } else { changed.append(server.name) }
      } catch {
        room.events.send(.told("\(error)"))
      }
    }
    let parts = [("new", come), ("changed", changed), ("gone", gone)].filter { !$0.1.isEmpty }
    let words = parts.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    return words.isEmpty ? "" : "; " + words.joined(separator: "; ")
  }

  private func profileText(of server: ServerConfiguration) -> String? {
    let library = ProfileLibrary(folder: URL(filePath: settings.paths.profilesFolder))
    return try? library.source(server.profile).text
  }

  /// What tells that a file is another one than before.
  private static func stamps(of paths: StandardPaths) -> [String] {
    let folders = [paths.profilesFolder, paths.themesFolder]
    let files = folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().map { "\(folder)/\($0)" }
    }
    return ([paths.configurationFile] + files).map { path in
      guard let file = try? FileManager.default.attributesOfItem(atPath: path) else { return path }
      let time = (file[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      let values = [file[.systemFileNumber], file[.size]].map { $0 as? NSNumber ?? 0 }
      return "\(path) \(values) \(time)"
    }
  }
}
