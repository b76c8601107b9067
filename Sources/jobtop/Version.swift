/// Which jobtop this is.
enum Version {
  /// By semantic versioning 2.0.
  static let number = "0.1.0"

  /// As in `0.1.0 (3851e3808b)`: with the commit that it was built from, where that is known.
  static var text: String {
    commit.isEmpty ? number : "\(number) (\(commit))"
  }
}
