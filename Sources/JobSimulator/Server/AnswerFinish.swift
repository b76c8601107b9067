import HTTPTypes
import JobProfile

/// What every answer gets last: what browsers want to see, the profile's own fields, and of HEAD
/// only the head.
struct AnswerFinish: Sendable {
  let profile: Profile
  let crossOrigin: CrossOrigin

  /// `admitted`: whose pages may use our own server.
  init(profile: Profile, admitted: String? = nil) {
    self.profile = profile
    crossOrigin = CrossOrigin(
      manner: profile.simulation.cors,
      socketPath: profile.socketIOPath,
      admitted: admitted
    )
  }

  /// An answer as it leaves the server; `isMarked`: other origins may read it, where any may.
  func applied(to answer: WireAnswer, of request: WireRequest, isMarked: Bool = true) -> WireAnswer
  {
    var answer = answer
    if isMarked { crossOrigin.mark(&answer, to: request) }
    for field in profile.simulation.headers where answer.headers[field.name] == nil {
      answer.headers.append(field)
    }
    if profile.simulation.endsLines, !answer.body.isEmpty, answer.isJSON {
      answer.body.append(UInt8(ascii: "\n"))
    }
    if request.method == .head {
      // The length is that of the body which a GET would have had (RFC 9110 §9.3.2).
      answer.headers[.contentLength] = answer.body.isEmpty ? nil : String(answer.body.count)
      answer.body = []
    }
    return answer
  }
}

extension WireAnswer {
  fileprivate var isJSON: Bool { headers[.contentType]?.hasPrefix("application/json") == true }
}
