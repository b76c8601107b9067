import Foundation

/// Where the processes that share a store agree on who asks a server.
///
/// ```
/// jobs.sqlite.lease/SERVER-MANNER/asks        locked by the process that asks
///                                 NAME.bid    one for each process, locked by it: what it wants
/// ```
package struct LeaseFolder: Sendable {
  let path: String

  /// Makes the folder for a server of the store in that file, for its owner only; nothing where that
  /// cannot be done.
  package init?(ofStore file: String, server: String, manner: String) {
    let words = [server, manner].filter { !$0.isEmpty }.map { word in
      word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    let name = words.joined(separator: "-")
    let above = file + ".lease"
    path = above + "/" + name
    guard !name.isEmpty, name.utf8.count < 250 else { return nil }
    for folder in [above, path] where mkdir(folder, 0o700) != 0 && errno != EEXIST { return nil }
    guard access(path, R_OK | W_OK | X_OK) == 0 else { return nil }
  }

  /// The file that is locked by the process that asks.
  var asks: String { path + "/asks" }

  func bid(of name: String) -> String { path + "/" + name + Self.suffix }

  /// The names of all processes that have a bid here, dead ones too.
  func names() -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if file.hasSuffix(Self.suffix) { names.append(String(file.dropLast(Self.suffix.count))) }
    }
    return names
  }

  private static let suffix = ".bid"
}
