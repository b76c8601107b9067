/// A colour as a theme names it.
package enum Colour: Hashable, Sendable {
  /// The terminal's own.
  case standard
  /// One of the terminal's 256: 0 to 15 are the sixteen that its user chose, the rest are fixed.
  case indexed(UInt8)
  /// An exact colour, and which of the sixteen stands in for it (none: the terminal's own).
  case exact(RGB, standIn: UInt8?)

  /// The names of the sixteen, in the order of their numbers.
  package static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow",
    "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  /// The colour that a terminal of that depth can show.
  package func reduced(to depth: ColourDepth) -> Colour {
    switch (depth, self) {
    case (.mono, _): .standard
    case (_, .standard), (.palette, .indexed), (.full, _): self
    case (.palette, .exact(let rgb, _)): .indexed(Palette.nearest(to: rgb, in: 16...255))
    case (.sixteen, .indexed(let index)):
      index < 16 ? self : .indexed(Palette.nearest(to: Palette.rgb(index), in: 0...15))
    case (.sixteen, .exact(_, let standIn)): standIn.map { .indexed($0) } ?? .standard
    }
  }

  /// Its parts, as far as they can be known.
  package var rgb: RGB? {
    switch self {
    case .standard: nil
    case .indexed(let index): Palette.rgb(index)
    case .exact(let rgb, _): rgb
    }
  }
}
