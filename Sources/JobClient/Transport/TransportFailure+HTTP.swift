import AsyncHTTPClient
import Glibc
import JobModel
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSOCKS
import NIOWebSocket

extension TransportFailure {
  /// Sorts what the HTTP client throws: whether the request reached the server.
  init(_ error: any Error, limits: RequestLimits) {
    switch error {
    case let failure as TransportFailure:
      self = failure
    case let error as Proxy.Unusable:
      self = error.transportFailure
    case let error as NIOConnectionError:
      let first = error.connectionErrors.first.map { Self.words($0.error) }
      self = .notConnected(first ?? Self.dnsWords(error))
    case let error where Self.meansTLS(error):
      self = Self.ofTLS(error)
    case is NIOTooManyBytesError, NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge,
      NIOWebSocketError.invalidFrameLength:
      self = .tooLarge(limit: limits.body)
    case let error as HTTPClientError where error == .connectTimeout:
      self = .notConnected("the connection was not answered")
    case let error as HTTPClientError where error == .tlsHandshakeTimeout:
      self = .notConnected("it does not answer in TLS")
    case let error as HTTPClientError where error == .proxyAuthenticationRequired:
      self = .proxyRefusal
    case let error as HTTPClientError where error == .httpProxyHandshakeTimeout:
      self = .notConnected("no answer")
    case let error as HTTPClientError where error == .invalidProxyResponse:
      self = .notConnected("a refusal")
    case let error as NIOHTTP1ProxyConnectHandler.Error:
      self = Self.ofTunnel(error)
    case is SOCKSError.ConnectionFailed:
      self = .notConnected("a refusal")
    case is SOCKSError.NoValidAuthenticationMethod, is SOCKSError.InvalidAuthenticationSelection:
      self = .notConnected("credentials are wanted, and are not sent by SOCKS")
    case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
      self = .timedOut(limits.time)
    case is CancellationError:
      self = .broken("it was cancelled")
    case let error as IOError where error.errnoCode == ECONNREFUSED:
      self = .notConnected("connection refused")
    default:
      self = .broken(Self.words(error))
    }
  }

  /// The same where the server has sent us elsewhere: what went wrong there is not its own affair.
  func beyondRedirect(to host: String) -> TransportFailure {
    let place = "at \(host), where it redirects to"
    return switch self {
    case .notConnected(let why): .notConnected("\(why), \(place)")
    case .broken(let why): .broken("\(why), \(place)")
    case .untrusted(let why): .untrusted("\(why), \(place)")
    case .notForwarded, .misled, .timedOut, .tooLarge: self
    }
  }

  private static func ofTunnel(_ error: NIOHTTP1ProxyConnectHandler.Error) -> TransportFailure {
    if error == .proxyAuthenticationRequired() { return .proxyRefusal }
    if error == .httpProxyHandshakeTimeout() { return .notConnected("no answer") }
    if error == .remoteConnectionClosed() || error == .channelUnexpectedlyInactive() {
      return .notConnected("it closed the connection")
    }
    return .notConnected("a refusal")
  }

  /// What is said of a connection that ended before an answer.
  static let closed = "the server closed the connection"

  /// What is said of bytes that are no answer, or of one with a byte that no header may have.
  static let notHTTP = "what came is not HTTP"

  private static func words(_ error: any Error) -> String {
    switch error {
    case let error as IOError:
      String(cString: strerror(error.errnoCode)).lowercased()
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      closed
    case HTTPParserError.invalidEOFState:
      closed
    case let error as HTTPClientError:
      error.shortDescription
    case is HTTPParserError:
      notHTTP
    case is NIOHTTPClientUpgradeError, is NIOWebSocketUpgradeError:
      "the server agreed to a WebSocket in the wrong words"
    case is NIOWebSocketError, is NIOWebSocketFrameAggregator.Error:
      "the server broke the rules of WebSockets"
    default:
      "\(error)"
    }
  }

  private static func dnsWords(_ error: NIOConnectionError) -> String {
    "the name \(error.host) is not known"
  }
}
