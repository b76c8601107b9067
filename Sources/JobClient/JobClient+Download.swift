import JobModel
import JobProfile

extension JobClient {
  /// Fetches what lies at a URL and hands it on as it arrives, the code first.
  ///
  /// Credentials go along only where the URL leads to this client's own server; redirects keep them
  /// only there.
  /// - Throws: `unreachable`, `untrusted`, `noAnswer` where nothing came for 30 s.
  package func download(
    _ url: String,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(JobFailure) {
    let idle = Duration.seconds(30)
    do {
      if let target = WireRequest.target(ofLink: url, from: "/", base: description.url) {
        let request = profile.download(target, credentials: credentials)
        return try await transport.stream(request, idle: idle, receive: receive)
      }
      let (base, target) = try Self.parts(of: url)
      let stranger = HTTPTransport(base: base)
      let request = profile.download(target, credentials: Credentials())
      do throws(TransportFailure) {
        try await stranger.stream(request, idle: idle, receive: receive)
        await stranger.close()
      } catch {
        await stranger.close()
        throw error
      }
    } catch let failure as TransportFailure {
      throw describe(failure)
    } catch let failure as JobFailure {
      throw failure
    } catch {
      throw .cancelled
    }
  }

  private func describe(_ failure: TransportFailure) -> JobFailure {
    let request = JobFailure.Request(server: description.name, line: "GET of the result")
    return switch failure {
    case .notConnected(let why), .broken(let why): .unreachable(request, why: why)
    case .untrusted(let why): .untrusted(request, why: why)
    case .timedOut(let limit): .noAnswer(request, within: limit)
    case .tooLarge(let limit): .unreadable(request, why: "it is longer than \(limit) bytes")
    }
  }

  /// Scheme, host and port of a URL, and the rest of it.
  private static func parts(of url: String) throws(JobFailure) -> (BaseURL, String) {
    let scheme = url.prefix { $0 != ":" }
    let rest = url.dropFirst(scheme.count + 3)
    let host = rest.prefix { !"/?#".contains($0) }
    let base = try BaseURL("\(scheme)://\(host)")
    let target = rest.dropFirst(host.count).prefix { $0 != "#" }
    return (base, target.hasPrefix("/") ? String(target) : "/" + target)
  }
}
