import Foundation

/// Whether a server may be made to call an address (RFC 6890): none of its own network's.
struct NetworkAddress: Hashable, Sendable {
  private let bytes: [UInt8]

  /// Reads a literal address; nothing for a name.
  init?(_ text: String) {
    var buffer = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &buffer) == 1 {
      bytes = Array(buffer.prefix(4))
    } else if inet_pton(AF_INET6, text, &buffer) == 1 {
      bytes = buffer
    } else {
      return nil
    }
  }

  /// Whether a host is this machine itself, by its name or a loopback address.
  static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  private init(version4 bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// Whether it lies in the public network.
  var isPublic: Bool {
    bytes.count == 4 ? isPublicVersion4 : isPublicVersion6
  }

  private var isPublicVersion4: Bool {
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _),
      (100, 64...127, _), (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100),
      (203, 0, 113), (224..., _, _):
      false
    default: true
    }
  }

  /// An address that holds one of version 4 is as good as that.
  private var isPublicVersion6: Bool {
    if bytes.starts(with: Array(repeating: 0, count: 10) + [0xFF, 0xFF])
      || bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
    {
      return NetworkAddress(version4: bytes[12...]).isPublic
    }
    if bytes.starts(with: [0x20, 0x02]) {
      return NetworkAddress(version4: bytes[2..<6]).isPublic
    }
    // Global unicast is 2000::/3; 2001:db8::/32 is for documents.
    return bytes[0] & 0xE0 == 0x20 && !bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8])
  }
}
