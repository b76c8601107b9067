/// What a mouse did on the terminal's screen.
package struct Mouse: Hashable, Sendable {
  /// What it did.
  package var kind: Kind
  /// The cell that it was over, from 0 at the top left.
  package var row, column: Int

  /// A press or a turn of the wheel over a cell.
  package init(_ kind: Kind, row: Int, column: Int) {
    self.kind = kind
    self.row = row
    self.column = column
  }

  /// What a mouse can do; moves and the other buttons are not asked for.
  package enum Kind: Hashable, Sendable {
    /// The left button went down.
    case press
    case wheelUp, wheelDown
  }
}

extension Mouse {
  /// Reads `0;12;7` as xterm's mode 1006 tells it: button, column and row from 1; nothing for what
  /// means nothing to us.
  init?(report text: some StringProtocol) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2], column > 0, row > 0
    else { return nil }
    // 4, 8 and 16 are shift, alt and ctrl, which change nothing.
    switch button & ~28 {
    case 0: self.init(.press, row: row - 1, column: column - 1)
    case 64: self.init(.wheelUp, row: row - 1, column: column - 1)
    case 65: self.init(.wheelDown, row: row - 1, column: column - 1)
    default: return nil
    }
  }
}
