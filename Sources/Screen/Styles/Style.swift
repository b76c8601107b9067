/// A role, and how it is modified where it stands.
package struct Style: Hashable, Sendable {
  /// What the text is for.
  package var role: Role
  /// On the cursor's row.
  package var isSelected: Bool
  /// Old news: drawn weaker than the role says.
  package var isDimmed: Bool

  /// A role, where it stands.
  package init(_ role: Role, selected: Bool = false, dimmed: Bool = false) {
    self.role = role
    isSelected = selected
    isDimmed = dimmed
  }

  /// Text like most.
  package static let plain = Style(.plain)

  /// The style in ten bits: the role, then the two modifications.
  ///
  /// Dense and small, so that it can index a table of what to send to a terminal.
  package var bits: UInt16 {
    UInt16(role.rawValue) << 2 | (isSelected ? 1 : 0) | (isDimmed ? 2 : 0)
  }

  /// How many values `bits` can have.
  package static let bitPatterns = Role.allCases.count << 2

  init(bits: UInt16) {
    role = Role(rawValue: UInt8(truncatingIfNeeded: bits >> 2)) ?? .plain
    isSelected = bits & 1 != 0
    isDimmed = bits & 2 != 0
  }
}
