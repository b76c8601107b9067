/// What every role looks like.
package struct Theme: Hashable, Sendable {
  /// What a user calls it.
  package var name: String
  /// The terminal's own colours, as pictures show them and as dimmed text fades to them.
  package var canvas: Canvas
  /// What selection adds: a background, attributes, and a foreground unless it is the standard one.
  ///
  /// With fewer than 256 colours selection is reverse video, which any choice of sixteen can show.
  package var selection: Appearance
  /// How far dimmed text fades into the background, from 0 to 1.
  package var dimming: Double
  private var appearances: [Appearance]

  /// A theme in which every role is drawn alike, until it is set.
  package init(
    name: String,
    canvas: Canvas,
    selection: Appearance = Appearance(.reverse),
    dimming: Double = 0.5
  ) {
    self.name = name
    self.canvas = canvas
    self.selection = selection
    self.dimming = dimming
    appearances = Array(repeating: Appearance(), count: Role.allCases.count)
  }

  /// What a role looks like where nothing modifies it.
  package subscript(role: Role) -> Appearance {
    get { appearances[Int(role.rawValue)] }
    set { appearances[Int(role.rawValue)] = newValue }
  }

  /// What a style looks like on a terminal of that depth.
  ///
  /// Without colours every theme looks like `Theme.mono`.
  package func appearance(of style: Style, depth: ColourDepth) -> Appearance {
    if depth == .mono && self != .mono { return Theme.mono.appearance(of: style, depth: depth) }
    var appearance = self[style.role]
    if style.isDimmed { dim(&appearance, depth: depth) }
    if style.isSelected { select(&appearance, depth: depth) }
    return appearance.reduced(to: depth)
  }

  /// Fades a colour where shades exist; elsewhere the terminal is asked to.
  private func dim(_ appearance: inout Appearance, depth: ColourDepth) {
    appearance.attributes.remove(.bold)
    if depth >= .palette, dimming > 0, case .exact(let rgb, let standIn) = appearance.foreground {
      let faded = rgb.blended(with: canvas.background, share: dimming)
      appearance.foreground = .exact(faded, standIn: standIn)
    } else {
      appearance.attributes.insert(.dim)
    }
  }

  private func select(_ appearance: inout Appearance, depth: ColourDepth) {
    guard depth >= .palette else {
      appearance.foreground = .standard
      appearance.background = .standard
      appearance.attributes.insert(.reverse)
      return
    }
    if appearance.background == .standard { appearance.background = selection.background }
    if selection.foreground != .standard { appearance.foreground = selection.foreground }
    appearance.attributes.formUnion(selection.attributes)
  }
}
