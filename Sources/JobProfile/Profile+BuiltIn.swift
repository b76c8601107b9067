import Assets

extension Profile {
  /// The names of the built-in profiles, sorted.
  public static var builtInNames: [String] { Asset.profiles.map(\.name).sorted() }

  /// A built-in profile; nothing where there is none of that name.
  public static func builtIn(_ name: String) -> Profile? {
    guard let source = builtInSource(name) else { return nil }
    do {
      return try Profile(yaml: source, file: "\(name).profile.yaml")
    } catch {
      // A test loads every one of them.
      preconditionFailure("a built-in profile has mistakes:\n\(error)")
    }
  }

  /// The source text of a built-in profile.
  public static func builtInSource(_ name: String) -> String? {
    Asset.profiles.first { $0.name == name }?.text
  }
}
