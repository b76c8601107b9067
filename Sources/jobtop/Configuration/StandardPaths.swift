import Foundation

/// Where things lie, by the XDG base directory specification 0.8.
struct StandardPaths: Hashable, Sendable {
  /// The folder of `config.yaml` and `profiles`.
  var configurationFolder: String
  /// The folder of what is kept between two runs.
  var stateFolder: String

  /// Takes `XDG_CONFIG_HOME` and `XDG_STATE_HOME`, or the defaults under `HOME`.
  ///
  /// A relative path counts as none, as the specification says.
  init(environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    func folder(_ name: String, _ standard: String) -> String {
      let base = environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return URL(fileURLWithPath: base ?? "\(home)/\(standard)").appending(path: "jobtop").path
    }
    configurationFolder = folder("XDG_CONFIG_HOME", ".config")
    stateFolder = folder("XDG_STATE_HOME", ".local/state")
  }

  /// The configuration.
  var configurationFile: String { configurationFolder + "/config.yaml" }

  /// The folder of the user's own profiles.
  var profilesFolder: String { configurationFolder + "/profiles" }

  /// The folder of the user's own themes.
  var themesFolder: String { configurationFolder + "/themes" }

  /// What the jobs are kept in.
  var storeFile: String { stateFolder + "/jobs.sqlite" }

  /// The user's own profiles, `NAME.profile.yaml`, by name.
  var profileFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: profilesFolder)) ?? []
    return names.filter { $0.hasSuffix(".profile.yaml") }.sorted()
      .map { profilesFolder + "/" + $0 }
  }
}
