/// A file that is compiled into the program.
package struct Asset: Sendable {
  /// The file's name without its ending.
  package let name: String
  private let bytes: [UInt8]

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// What the file says.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The built-in profiles: `Profiles/NAME.profile.yaml`.
  package static let profiles = [
    Asset("basic", PackageResources.basic_profile_yaml),
    Asset("envelope", PackageResources.envelope_profile_yaml),
    Asset("jobtop", PackageResources.jobtop_profile_yaml),
  ]

  /// The built-in scenarios: `Scenarios/NAME.scenario.yaml`.
  package static let scenarios = [
    Asset("calm", PackageResources.calm_scenario_yaml)
  ]

  /// The built-in themes: `Themes/NAME.theme.yaml`.
  package static let themes = [
    Asset("dark", PackageResources.dark_theme_yaml),
    Asset("light", PackageResources.light_theme_yaml),
  ]

  /// The description of our own API.
  package static let openAPI = Asset("openapi", PackageResources.openapi_yaml)
}
