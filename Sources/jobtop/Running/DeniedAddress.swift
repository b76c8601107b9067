import Glibc

/// Nobody can be served at an address.
struct DeniedAddress: Error {
  let host: String
  let port: Int
  /// By `errno`.
  let code: Int32

  /// Why, and what can be done.
  var sentence: String {
    let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    return switch code {
    case EADDRINUSE:
      "\(address) is taken by another program. Choose another port with --port; 0 takes a free one."
    case EACCES:
      "\(address) may not be used without more rights. Choose a port above 1023 with --port."
    default:
      "Nobody can be served at \(address): \(String(cString: strerror(code)).lowercased())."
    }
  }
}
