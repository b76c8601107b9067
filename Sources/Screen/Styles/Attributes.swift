/// How text is drawn besides its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
  /// One bit per attribute.
  package let rawValue: UInt8

  /// A set from its bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Heavier, or brighter where a terminal has no heavy letters.
  package static let bold = Attributes(rawValue: 1)
  /// Weaker.
  package static let dim = Attributes(rawValue: 2)
  /// With a line under it.
  package static let underline = Attributes(rawValue: 4)
  /// Slanted, where the terminal can.
  package static let italic = Attributes(rawValue: 8)
  /// Foreground and background exchanged.
  package static let reverse = Attributes(rawValue: 16)

  /// The names that theme files use.
  package static let names: [(name: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("italic", .italic),
    ("reverse", .reverse),
  ]
}
