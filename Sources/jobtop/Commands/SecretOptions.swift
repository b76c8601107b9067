import ArgumentParser

/// Secrets in the arguments, which are refused.
struct SecretOptions: ParsableArguments {
  @Option(help: .hidden)
  var password: String?

  @Option(help: .hidden)
  var token: String?

  /// What to do with them in commands that speak with a server.
  private static let password =
    "Put it into JOBTOP_PASSWORD, or into a file of mode 0600 named by --password-file."
  private static let token =
    "Put it into JOBTOP_TOKEN, or into a file of mode 0600 named by token_file in config.yaml."

  /// Refuses them with what to do instead; as a rule that of commands that speak with a server.
  /// - Throws: A `ValidationError` that does not repeat the secret.
  func refuse(_ advice: String? = nil) throws {
    let kinds = [("password", password, Self.password), ("token", token, Self.token)]
    for (kind, secret, rule) in kinds where secret != nil {
      throw ValidationError(
        "A \(kind) in the arguments can be read by everyone on this machine. \(advice ?? rule)"
      )
    }
  }
}
