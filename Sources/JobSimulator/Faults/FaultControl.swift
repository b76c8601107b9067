import HTTPTypes
import JobModel
import JobProfile

/// The faults of a running server, for programs on the same machine: `/.control/faults`.
///
/// No profile has such a path; a server that others can reach has it as little.
struct FaultControl: Sendable {
  let host: SimulationHost

  static let path = "/.control/faults"

  /// The answer to a request for it; nothing where it is for something else.
  ///
  /// A page in a browser names its origin: it has no business here.
  func answer(to request: WireRequest) async -> WireAnswer? {
    guard request.path == FaultControl.path,
      request.headers[.origin] == nil
    else { return nil }
    switch request.method {
    case .get: break
    case .delete: host.clearFaults()
    case .post: if let refusal = await add(request.body ?? []) { return refusal }
    default: return WireAnswer(code: 405, headers: [.allow: "GET, POST, DELETE"])
    }
    let rules = host.faults.rules
    return WireAnswer(
      code: 200,
      headers: [.contentType: "application/json"],
      body: Array("\(JSON.array(rules.map(\.json)))\n".utf8)
    )
  }

  private func add(_ body: [UInt8]) async -> WireAnswer? {
    do throws(ScenarioMistakes) {
      let text = String(decoding: body, as: UTF8.self)
      host.add(try FaultRule.rules(yaml: text, file: "body"))
      return nil
    } catch {
      return WireAnswer(
        code: 400,
        headers: [.contentType: "text/plain; charset=utf-8"],
        body: Array("\(error)\n".utf8)
      )
    }
  }
}
