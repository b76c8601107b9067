import Foundation

/// A file with secrets in it, which only its owner may read.
struct SecretFile {
  let path: String
  /// Where it was named.
  let place: ConfigurationFailure.Place

  /// What stands in it.
  /// - Throws: `ConfigurationFailure` where it is not there, or others may read it.
  func contents() throws(ConfigurationFailure) -> Data {
    // A link is followed: who may read what it leads to is what matters.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    if let type = attributes?[.type] as? FileAttributeType, type != .typeRegular {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) is \(type == .typeDirectory ? "a folder" : "no file of the disk")",
        right: "a file with the secret in it"
      )
    }
    guard let mode = attributes?[.posixPermissions] as? NSNumber
    else {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) is not there",
        right: "a file with the secret in it"
      )
    }
    guard mode.intValue & 0o077 == 0 else {
      throw ConfigurationFailure(
        place,
        "others than you may use the secret file \(path)",
        right: "chmod 600 '\(path)'"
      )
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationFailure(
        place,
        "the secret file \(path) cannot be read",
        right: "a file that you may read"
      )
    }
    return data
  }
}
