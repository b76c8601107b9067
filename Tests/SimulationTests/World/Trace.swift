import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// What happens in a run, step by step, for whoever repeats it.
struct Trace: Sendable {
  let isOn: Bool
  let start: Timestamp
  /// The program that acts.
  var acting = 0
  private(set) var lines: [String] = []

  init(isOn: Bool, start: Timestamp) {
    self.isOn = isOn
    self.start = start
  }

  mutating func note(_ now: Timestamp, _ line: @autoclosure () -> String) {
    guard isOn else { return }
    lines.append("\(start.duration(to: now).inSeconds) [\(acting)] \(line())")
  }

  mutating func note(_ now: Timestamp, _ occurrence: Occurrence) {
    guard isOn else { return }
    let text = text(of: occurrence)
    note(now, text)
  }

  mutating func note(_ now: Timestamp, _ action: WatcherAction) {
    guard isOn else { return }
    let text = text(of: action)
    note(now, "  → \(text)")
  }

  private func text(of occurrence: Occurrence) -> String {
    switch occurrence {
    case .answer(_, let number, let answer):
      "answer to \(number.value): \(answer.code) \(String(decoding: answer.body, as: UTF8.self))"
    case .noAnswer(_, let number, let failure): "no answer to \(number.value): \(failure)"
    case .arrival(let flight): "arrives: \(flight.number.value) \(flight.request.line)"
    case .reply(let flight, let answer): "late answer to \(flight.number.value): \(answer.code)"
    case .push(let line, .message(let frame)): "push \(line.number): \(frame.text)"
    case .push(let line, let event): "push \(line.number): \(event)"
    case .said(let line, let frame): "said on \(line.number): \(frame.text)"
    case .dial(let line, _): "dialled: \(line.number)"
    case .silence(let line): "silence on \(line.number)"
    case .kept(let entries, _): "kept at last: \(entries.count)"
    case .wake, .written, .start, .restored, .turn, .news, .awoke, .goOn, .change, .rebirth,
      .trouble,
      .deed, .calm, .look:
      "\(occurrence)"
    }
  }

  private func text(of action: WatcherAction) -> String {
    switch action {
    case .ask(let number, let request, _): "ask \(number.value) \(request.line)"
    case .openPush(let number, _): "open \(number)"
    case .tellPush(let number, let frame): "say on \(number): \(frame.text)"
    case .closePush(let number): "close \(number)"
    case .journal(let entries, let receipt):
      "journal \(entries.count)" + (receipt.map { " for \($0.value)" } ?? "")
    case .report(let update, let isChange):
      "report \(update.text)" + (isChange ? ", a change" : "")
    case .reportPlan(let update): "plan \(update.text)"
    case .reportStatus(let status): "status \(status.link)"
    case .warn(let failure): "warn \(failure)"
    case .reportForgotten(let runs): "forgotten \(runs)"
    case .reportOutlook(let outlook): "outlook of \(outlook.kind)"
    case .reply(let ticket, let reply):
      "reply to \(ticket.value): \(reply.updates.map(\.text)) \(reply.failure?.description ?? "")"
    case .wake(let time): "wake at \(start.duration(to: time).inSeconds)"
    case .reportExchanges, .reportLog, .bid, .finished: "\(action)"
    }
  }
}

extension WireRequest {
  fileprivate var line: String { "\(method.rawValue) \(target)" }
}

extension PushFrame {
  fileprivate var text: String { "\(name ?? "") \(message?.description ?? "")" }
}

extension JobUpdate {
  fileprivate var text: String {
    let draft = job.draft.map { " \($0.inputs.values.compactMap(\.text))" } ?? ""
    return """
      \(job.run.description.prefix(8)) \(job.jobID?.rawValue ?? "-")\(draft) run \(job.runNumber) \
      \(state) by \(source)\(job.reason.map { ": \($0)" } ?? "")
      """
  }
}
