/// One thing that a create asks for.
public struct InputField: Hashable, Sendable {
  /// Its name, as in `--field name=value`.
  public var name: String
  /// What may be entered.
  public var type: InputType
  /// What it is when nothing is entered.
  public var defaultValue: JSON?
  /// Whether a create without it makes no sense.
  public var isRequired: Bool
  /// The least number that may be entered.
  public var minimum: Double?
  /// The greatest number that may be entered.
  public var maximum: Double?
  /// One line for who fills it in.
  public var about: String?

  /// Makes a field.
  public init(
    name: String,
    type: InputType,
    defaultValue: JSON? = nil,
    isRequired: Bool = false,
    minimum: Double? = nil,
    maximum: Double? = nil,
    about: String? = nil
  ) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.minimum = minimum
    self.maximum = maximum
    self.about = about
  }

  /// Whether someone must fill it in before a create can be sent.
  public var needsAnswer: Bool { isRequired && defaultValue == nil }
}

/// What may be entered into an input.
public enum InputType: Hashable, Sendable {
  /// Any text.
  case text
  /// A number, also with a fraction.
  case number
  /// A whole number.
  case integer
  /// Yes or no.
  case boolean
  /// A URL, its scheme included.
  case url
  /// Texts, one per line or separated by commas.
  case list
  /// One of these.
  case choice([String])
}
