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
    Asset("accepted", PackageResources.accepted_profile_yaml),
    Asset("basic", PackageResources.basic_profile_yaml),
    Asset("client-id", PackageResources.client_id_profile_yaml),
    Asset("envelope", PackageResources.envelope_profile_yaml),
    Asset("heygen", PackageResources.heygen_profile_yaml),
    Asset("hint", PackageResources.hint_profile_yaml),
    Asset("jobtop", PackageResources.jobtop_profile_yaml),
    Asset("listing", PackageResources.listing_profile_yaml),
    Asset("longpoll", PackageResources.longpoll_profile_yaml),
    Asset("ratelimited", PackageResources.ratelimited_profile_yaml),
    Asset("ray", PackageResources.ray_profile_yaml),
    Asset("slurm", PackageResources.slurm_profile_yaml),
    Asset("socketio", PackageResources.socketio_profile_yaml),
    Asset("socketio-rooms", PackageResources.socketio_rooms_profile_yaml),
    Asset("webhook", PackageResources.webhook_profile_yaml),
    Asset("websocket", PackageResources.websocket_profile_yaml),
  ]

  /// What editors know of profiles: JSON Schema 2020-12.
  package static let profileSchema = Asset(
    "profile.schema",
    PackageResources.profile_schema_json
  )

  /// The built-in scenarios: `Scenarios/NAME.scenario.yaml`.
  package static let scenarios = [
    Asset("amnesia", PackageResources.amnesia_scenario_yaml),
    Asset("busy", PackageResources.busy_scenario_yaml),
    Asset("calm", PackageResources.calm_scenario_yaml),
    Asset("clock-skew", PackageResources.clock_skew_scenario_yaml),
    Asset("flaky-network", PackageResources.flaky_network_scenario_yaml),
    Asset("retry-storm", PackageResources.retry_storm_scenario_yaml),
    Asset("steady", PackageResources.steady_scenario_yaml),
    Asset("stuck", PackageResources.stuck_scenario_yaml),
    Asset("ten-thousand", PackageResources.ten_thousand_scenario_yaml),
  ]

  /// The built-in themes: `Themes/NAME.theme.yaml`.
  package static let themes = [
    Asset("colourblind", PackageResources.colourblind_theme_yaml),
    Asset("colourblind-light", PackageResources.colourblind_light_theme_yaml),
    Asset("contrast", PackageResources.contrast_theme_yaml),
    Asset("contrast-light", PackageResources.contrast_light_theme_yaml),
    Asset("dark", PackageResources.dark_theme_yaml),
    Asset("light", PackageResources.light_theme_yaml),
  ]

  /// The description of our own API.
  package static let openAPI = Asset("openapi", PackageResources.openapi_yaml)
}
