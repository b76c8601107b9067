import Foundation

/// Hands a URL to the desktop, where there is one; never through a shell.
struct URLOpener: Sendable {
  private let environment: [String: String]

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// What became of it.
  enum Outcome: Hashable, Sendable {
    case opened
    /// There is none that could open it.
    case noDesktop
    /// A sentence that says why it was not opened.
    case refused(String)
  }

  /// Opens it.
  func open(_ text: String) -> Outcome {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()) else {
      return .refused("Only http and https are opened; the result is at \(text)")
    }
    guard hasDesktop, let program else { return .noDesktop }
    let process = Process()
    process.executableURL = program
    process.arguments = [text]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      return .opened
    } catch {
      return .refused("\(program.lastPathComponent) does not start; the result is at \(text)")
    }
  }

  /// Whether there is one here.
  var hasDesktop: Bool {
    #if os(macOS)
      return environment["SSH_CONNECTION"] == nil
    #else
      return ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    #endif
  }

  /// `xdg-open`, or what stands for it, where it is on the path.
  private var program: URL? {
    #if os(macOS)
      let name = "open"
    #else
      let name = "xdg-open"
    #endif
    return (environment["PATH"] ?? "").split(separator: ":").lazy
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
