import Foundation
import Screen

/// How an eye sees colours, and how far two of them lie apart for it.
enum ColourVision: String, CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  /// For severity 1.0, applied to linear RGB: Machado, Oliveira, Fernandes, “A Physiologically-based
  /// Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15 (6), 2009, table 1.
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The difference ΔE*ab of CIE 1976, of which 2.3 is just noticeable.
  func difference(_ first: RGB, _ second: RGB) -> Double {
    let pairs = zip(lab(of: first), lab(of: second))
    return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// CIE L*a*b* under D65, of what the eye sees.
  private func lab(of colour: RGB) -> [Double] {
    let linear = colour.linear
    let seen = matrix.map { row in
      min(1, max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let parts = zip(toXYZ, white).map { row, white in
      let share = zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
      return share > 216.0 / 24_389 ? cbrt(share) : (24_389.0 / 27 * share + 16) / 116
    }
    return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
  }
}

extension RGB {
  /// The parts from 0 to 1 without the sRGB curve (IEC 61966-2-1).
  fileprivate var linear: [Double] {
    [red, green, blue].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
  }

  /// WCAG 2.2, “contrast ratio”: from 1 to 21.
  func contrast(with other: RGB) -> Double {
    let luminances = [self, other].map { colour in
      zip(colour.linear, [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return ((luminances.max() ?? 0) + 0.05) / ((luminances.min() ?? 0) + 0.05)
  }
}
