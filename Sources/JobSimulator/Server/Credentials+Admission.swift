import JobModel
import JobProfile

extension Credentials {
  /// Whether what a request carries is right: a secret, and nothing that differs.
  ///
  /// A way of authorisation carries only a part of what is known: a bearer has no user name.
  func admit(_ given: Credentials) -> Bool {
    let pairs = [
      (username, given.username), (password, given.password), (token, given.token),
    ]
    let differs = pairs.reduce(false) { $1.1 == nil ? $0 : !Credentials.equal($1.0, $1.1) || $0 }
    return !differs && (given.password != nil || given.token != nil)
  }

  /// Takes as long for texts that differ early as for texts that differ late.
  private static func equal(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
