import Dashboard
import Foundation
import Screen

/// Writes what the dashboard exports to files.
struct FileExport {
  let look: Look
  /// The theme and depth that the screen has.
  let theme: Theme
  let depth: ColourDepth

  /// Writes a new file; one that is there is never touched.
  /// - Returns: What became of it, to be told.
  func write(_ content: ExportContent, to file: String) -> DashboardEvent {
    let path = NSString(string: file).expandingTildeInPath
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return .told(sentence(file, errno)) }
    defer { close(descriptor) }
    guard Streams.writeAll(text(of: content), to: descriptor) else {
      return .told("\(file) is not complete: \(String(cString: strerror(errno))).")
    }
    return .wrote(file: file)
  }

  private func text(of content: ExportContent) -> String {
    switch content {
    case .text(let text): text
    case .ansi(let grid): look.shown(grid).ansi(theme: theme, depth: depth) + "\n"
    case .svg(let grid): grid.svg(theme: theme)
    }
  }

  private func sentence(_ file: String, _ code: Int32) -> String {
    if code == EEXIST {
      return "\(file) is there already and stays as it is. Choose another name: ctrl-s."
    }
    return "\(file) cannot be written: \(String(cString: strerror(code))). Choose another: ctrl-s."
  }
}
