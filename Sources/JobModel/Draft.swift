/// What a create sends: fixed before the first try, kept so that it can be sent again.
public struct Draft: Hashable, Sendable {
  /// The inputs by name, as the profile's `inputs` name them.
  public var inputs: [String: JSON]
  /// The label under which it was made together with others, as in `28 of 40`.
  public var label: String?

  /// Makes a draft of inputs.
  public init(inputs: [String: JSON] = [:], label: String? = nil) {
    self.inputs = inputs
    self.label = label
  }
}
