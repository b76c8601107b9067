import NIOSSL

extension TransportFailure {
  /// Whether an error is about the securing of a connection.
  static func meansTLS(_ error: any Error) -> Bool {
    switch error {
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: true
    default: false
    }
  }

  /// What such an error means.
  ///
  /// The library tells its reasons only in the names of BoringSSL, inside of a description.
  static func ofTLS(_ error: any Error) -> TransportFailure {
    if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
      return .untrusted("the server's certificate is for another name")
    }
    let description = "\(error)"
    if description.contains("CERTIFICATE_VERIFY_FAILED") {
      return .untrusted(
        "the server's certificate is not trusted: it has expired, or --ca-file must name who "
          + "signed it"
      )
    }
    switch error {
    case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate:
      return .untrusted("the server's certificate is not trusted")
    case NIOSSLError.uncleanShutdown:
      return .broken("the server closed the connection")
    case NIOSSLError.handshakeFailed where Self.isForeign(description):
      return .notConnected("the server does not speak TLS on that port; try http://")
    case NIOSSLError.handshakeFailed:
      return .notConnected("server and client agree on no way to secure the connection")
    default:
      return .broken("the secured connection broke")
    }
  }

  /// What came in answer to our greeting is not of the protocol.
  private static func isForeign(_ description: String) -> Bool {
    ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "EOF during handshake"]
      .contains { description.contains($0) }
  }
}
