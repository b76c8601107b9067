import Foundation
import JobStore

/// A file with secrets in it, which only its owner may read.
struct SecretFile {
  let path: String
  /// Where it was named.
  let place: ConfigurationFailure.Place

  /// What a file of the configuration names is read again and again; a pipe such as `<(…)` only once.
  private var isFollowed: Bool {
    switch place {
    case .line: true
    case .option, .variable, .file, .none: false
    }
  }

  /// What stands in it.
  /// - Throws: `ConfigurationFailure` where it is not there, or others may read it.
  func contents() throws(ConfigurationFailure) -> Data {
    // A link is followed: who may read what it leads to is what matters.
    guard let status = FileStatus(path: path) else {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) is not there",
        right: "a file with the secret in it"
      )
    }
    guard status.kind == .regular || status.kind == .pipe && !isFollowed else {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) is \(status.kind == .folder ? "a folder" : "no file of the disk")",
        right: "a file with the secret in it"
      )
    }
    guard status.mode & 0o077 == 0 else {
      throw ConfigurationFailure(
        place,
        "others than you may use the secret file \(path)",
        right: "chmod 600 '\(path)'"
      )
    }
    guard let data = try? ReadableFile(path: path).contents() else {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) cannot be read",
        right: "a file that you may read"
      )
    }
    return data
  }
}
