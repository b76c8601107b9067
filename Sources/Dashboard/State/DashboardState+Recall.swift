import JobModel
import Screen

// Lines that were typed before.
extension DashboardState {
  /// Opens a prompt.
  mutating func open(_ prompt: Overlay) {
    typedLines[prompt.mode]?.begin()
    overlays.append(prompt)
  }

  /// Keeps what was typed into a prompt.
  mutating func keepLine(_ line: String, of prompt: Mode) {
    typedLines[prompt, default: TypedLines()].keep(line)
  }

  /// Puts the line that was typed before into the prompt, or the one after it.
  mutating func recall(_ direction: TypedLines.Direction, at now: Timestamp) {
    switch overlays.last {
    case .filter(let input):
      guard let line = recalled(direction, from: input.text) else { return }
      overlays.removeLast()
      show(TextInput(line))
    case .search(let input):
      guard let line = recalled(direction, from: input.text) else { return }
      overlays.removeLast()
      search(TextInput(line), at: now)
    case .command(var palette):
      guard let line = recalled(direction, from: palette.input.text) else { return }
      palette.put(line)
      overlays[overlays.count - 1] = .command(palette)
    case .form, .bulk, .copy, .export, .sortMenu, .columnMenu, .help, .quit, nil:
      break
    }
  }

  /// Whether a step leads out of the list of what fits: above it are the lines that were typed before.
  func recalls(_ movement: Movement, in palette: Palette) -> Bool {
    switch movement {
    case .up: palette.marked == 0 || palette.fitting.isEmpty
    case .down: typedLines[.command]?.isLookedBack ?? false
    case .pageUp, .pageDown, .halfPageUp, .halfPageDown, .first, .last: false
    }
  }

  private mutating func recalled(
    _ direction: TypedLines.Direction,
    from typed: String
  ) -> String? {
    typedLines[mode]?.step(direction, from: typed)
  }
}
