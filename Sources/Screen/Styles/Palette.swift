/// The 256 colours of xterm, which others have taken over.
enum Palette {
  /// The parts of a colour; the first sixteen differ among terminals, and these are good for pictures.
  static func rgb(_ index: UInt8) -> RGB {
    switch index {
    case 0..<16: return basic[Int(index)]
    case 16..<232:
      let cube = Int(index) - 16
      return RGB(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    default:
      let grey = 8 + 10 * (index - 232)
      return RGB(grey, grey, grey)
    }
  }

  /// The number of the colour that looks most alike.
  static func nearest(to colour: RGB, in range: ClosedRange<UInt8>) -> UInt8 {
    var best = (index: range.lowerBound, distance: Int.max)
    for index in range {
      let distance = colour.distance(to: rgb(index))
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let basic: [RGB] = [
    0x1B1F27, 0xE0645C, 0x57B894, 0xD9A94E, 0x5B9BE6, 0xB283E0, 0x4DB5C4, 0xC6CDD8,
    0x677287, 0xFF8576, 0x74D6B1, 0xF2C66D, 0x82B8FF, 0xCBA3F5, 0x76D4E0, 0xF4F7FB,
  ].map { RGB(hexadecimal: $0) }
}
