import JobModel

/// Variables of the environment and of `.env` whose names begin like ours.
extension SettingsReader {
  private var known: [String] {
    Setting.allCases.map(\.variable) + GeneralSetting.allCases.map(\.variable)
  }

  /// Those that are none of ours.
  private var strangers: [(name: String, place: ConfigurationFailure.Place)] {
    let here = environment.keys.sorted().map { ($0, ConfigurationFailure.Place.variable) }
    let there = dotEnv.entries.keys.sorted().map { ($0, dotEnv.place(of: $0)) }
    return (here + there).filter { $0.0.hasPrefix("JOBTOP_") && !known.contains($0.0) }
  }

  private func nearest(_ name: String) -> String? {
    Spelling.nearest(
      to: String(name.dropFirst(7)),
      among: known.map { String($0.dropFirst(7)) }
    )
  }

  /// Those that are nothing of ours, nor nearly: other programs may have variables that begin like
  /// ours, so that commands go on.
  var unknownVariables: [(name: String, place: ConfigurationFailure.Place)] {
    strangers.filter { nearest($0.name) == nil }
  }

  /// Of a name that is nearly one of ours, and of what may not stand in a `.env` file.
  var variableMistakes: [ConfigurationFailure.Mistake] {
    let slips = strangers.compactMap { name, place in
      nearest(name).map { near in
        ConfigurationFailure.Mistake(place, "\(name) is unknown", right: "JOBTOP_\(near) is known")
      }
    }
    let commands = Setting.allCases.filter { $0.isCommand && dotEnv.entries[$0.variable] != nil }
    return slips
      + commands.map { command in
        .init(
          dotEnv.place(of: command.variable),
          "\(command.variable) may not stand in this file, which may come from somebody else",
          right: "the environment, or \(paths.configurationFile)"
        )
      }
  }
}
