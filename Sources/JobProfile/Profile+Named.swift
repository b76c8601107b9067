import JobModel

extension Profile {
  /// The built-in profile of that name.
  /// - Throws: `JobFailure.invalid`, with the names that there are.
  public static func named(_ name: String) throws(JobFailure) -> Profile {
    guard let profile = builtIn(name) else {
      throw .invalid(
        name: "The profile",
        given: name,
        allowed: "one of \(builtInNames.joined(separator: ", "))"
      )
    }
    return profile
  }
}
