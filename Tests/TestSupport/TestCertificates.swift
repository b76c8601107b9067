import Foundation
import NIOSSL

/// A server's certificate, and the authority of the tests, which nobody else trusts, that signed it.
///
/// Both are valid until 2125. The authority's key was thrown away; the server's guards nothing.
package enum TestCertificates {
  /// What a server at `localhost` or 127.0.0.1 needs to secure its connections.
  package static func serverContext() throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(server.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(serverKey.utf8), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: [.certificate(certificate)],
        privateKey: .privateKey(key)
      )
    )
  }

  /// Writes the authority's certificate to a file while `body` runs.
  package static func withAuthority(_ body: (_ path: String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "authority-\(UUID().uuidString).pem")
    try authority.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    try await body(file.path)
  }

  private static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBlDCCATugAwIBAgIUZasvespB/AKjDNS0DcNCYbm1KIYwCgYIKoZIzj0EAwIw
    FzEVMBMGA1UEAwwMam9idG9wIHRlc3RzMCAXDTI2MTEyNTIzMzYwOFoYDzIxMjUx
    MTI2MjMzNjA4WjAXMRUwEwYDVQQDDAxqb2J0b3AgdGVzdHMwWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAAQp6GiqCmLzBX6XE4ctfAWOguNQKNpbwTOu4dCSmrPIJ1dM
    e3bjN44N3GJHYnAE8dLFSOrpzbWwwo8+duWM+Jf0o2MwYTAdBgNVHQ4EFgQUwGH2
    pMYoQSyRPtepsLJNEzSa+bAwHwYDVR0jBBgwFoAUwGH2pMYoQSyRPtepsLJNEzSa
    +bAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwCgYIKoZIzj0EAwID
    RwAwRAIgP2sJrbwF+pO04UT0BAUcVlGKmG4ZM53wzV2O0Dim/2wCIAkTjdVy78f4
    kh+/ROtka5kDU9KilcVyBQtQjIKtOaBV
    -----END CERTIFICATE-----
    """

  private static let server = """
    -----BEGIN CERTIFICATE-----
    MIIBqzCCAVOgAwIBAgIUehT0njRrliveyLnkCFcSITfuwFYwCgYIKoZIzj0EAwIw
    FzEVMBMGA1UEAwwMam9idG9wIHRlc3RzMCAXDTI2MTEyNTIzMzYwOFoYDzIxMjUx
    MTE2MjMzNjA4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggq
    hkjOPQMBBwNCAARP42lq/p5kN5U1MW59s8rllebNAVVSQJqcZnmWW4DXHbKivm+Y
    E7smgSfYq+HiUWxqUaIbox3g2gfxbeZF0hyOo34wfDAaBgNVHREEEzARgglsb2Nh
    bGhvc3SHBH8AAAEwEwYDVR0lBAwwCgYIKwYBBQUHAwEwCQYDVR0TBAIwADAdBgNV
    HQ4EFgQUf4TwaMndwibHdtOBZMlTiep5J98wHwYDVR0jBBgwFoAUwGH2pMYoQSyR
    PtepsLJNEzSa+bAwCgYIKoZIzj0EAwIDRgAwQwIgJjjkqj3jmZravfI8PHur9Zqr
    dxU4cULkxxCIDM/hbNcCHwg/V4nyhlIm3sjt3pyjo4zj5eztwapH5XTJE/zadI4=
    -----END CERTIFICATE-----
    """

  private static let serverKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguLK7HUbNfpOv/rhK
    1HBcb3pm5ZiWXb5BSifGWOD2X8mhRANCAARP42lq/p5kN5U1MW59s8rllebNAVVS
    QJqcZnmWW4DXHbKivm+YE7smgSfYq+HiUWxqUaIbox3g2gfxbeZF0hyO
    -----END PRIVATE KEY-----
    """
}
