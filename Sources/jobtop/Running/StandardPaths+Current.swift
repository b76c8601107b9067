import Foundation

extension StandardPaths {
  /// Those of this process.
  static var current: StandardPaths {
    StandardPaths(environment: ProcessInfo.processInfo.environment)
  }

  /// Where standard error goes while the screen is up.
  ///
  /// A file of its own for each process: two dashboards must not write into one another's.
  var screenLog: String {
    FileManager.default.temporaryDirectory
      .appending(path: "jobtop-\(ProcessInfo.processInfo.processIdentifier).log").path
  }
}

extension StandardPaths {
  /// Takes the log away when there is nothing in it to read.
  func removeEmptyLog() {
    let size = try? FileManager.default.attributesOfItem(atPath: screenLog)[.size] as? Int
    if size == 0 { try? FileManager.default.removeItem(atPath: screenLog) }
  }
}

extension DotEnv {
  /// The environment of this process over the `.env` of the current folder.
  static func environment() throws(ConfigurationFailure) -> [String: String] {
    let file = try DotEnv(folder: FileManager.default.currentDirectoryPath)
    return file.values.merging(ProcessInfo.processInfo.environment) { _, variable in variable }
  }
}
