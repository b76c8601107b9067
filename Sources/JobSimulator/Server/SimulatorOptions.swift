import JobModel
import JobProfile
import Logging

/// How a simulated server is run; what is not said comes from the scenario and the profile.
package struct SimulatorOptions: Sendable {
  /// The address to listen on.
  package var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  package var port = 0
  /// Everything that is drawn depends on it: the same seed gives the same jobs.
  package var seed: UInt64 = 1
  /// How many seconds of a job pass in one; above 0.
  package var speed = 1.0
  /// Who may enter; nothing: whom the profile says, or everyone.
  package var credentials: Credentials?
  /// Who else may enter, and how far.
  package var keys: [AccessKey] = []
  /// How much clients may take.
  package var limits = ConnectionLimits()
  /// How many webhooks they may have.
  package var webhookLimits = WebhookLimits()
  /// Lets everyone enter on an address that others can reach.
  package var allowsAnonymous = false
  /// Pages of that origin may use our own API, with `*` those of any; nothing: no page may.
  package var pageOrigin: String?
  /// How long jobs take.
  package var length: LengthRule?
  /// The chance that a job ends failed, from 0 to 1.
  package var failure: Double?
  /// What goes wrong, beside the scenario's faults.
  package var faults: [FaultRule] = []
  /// At which level each request is logged; nothing: not at all.
  package var requestLogLevel: Logger.Level?

  /// Makes options that leave everything to the profile.
  package init() {}
}
