import JobModel
import NIOSSL

/// Whose signature makes the certificate of a server (`https`, `wss`) believed.
public struct Trust: Sendable {
  let configuration: TLSConfiguration

  /// Those whom the system trusts.
  public static let system = Trust(configuration: .clientDefault)

  private init(configuration: TLSConfiguration) {
    self.configuration = configuration
  }

  /// Those whom the system trusts, and the authorities in a file of certificates in PEM.
  /// - Throws: `JobFailure.invalid` where there is no such file, or nothing of the kind in it.
  public init(addingAuthoritiesIn path: String) throws(JobFailure) {
    var configuration = TLSConfiguration.clientDefault
    do {
      let certificates = try NIOSSLCertificate.fromPEMFile(path)
      configuration.additionalTrustRoots = [.certificates(certificates)]
    } catch {
      throw .invalid(name: "The CA file", given: path, allowed: "a file of certificates in PEM")
    }
    self.init(configuration: configuration)
  }
}
