import JobModel

// Jobs that are started one after the other.
extension DashboardState {
  /// Starts those whose time has come.
  mutating func startDue(at now: Timestamp) -> [DashboardEffect] {
    start { $0.takeDue(at: now) }
  }

  /// Starts all that are left, now.
  mutating func startAll() -> [DashboardEffect] {
    start { $0.takeAll() }
  }

  /// Tells that the rest of a batch is not started.
  mutating func stop(_ batch: Batch, at now: Timestamp) {
    let rest = ShortText.jobs(batch.remaining)
    notice = .news("Taken back: the last \(rest) of \(batch.count) are not started.", at: now)
  }

  /// The program stood still for so long, and nobody could take anything back meanwhile.
  package mutating func resume(after pause: Duration) {
    postponeUnsent(by: max(.zero, pause))
  }

  /// Gives everything that is not sent that much more time.
  mutating func postponeUnsent(by duration: Duration) {
    actions.postpone(by: duration)
    for index in batches.indices { batches[index].postpone(by: duration) }
  }

  private mutating func start(_ take: (inout Batch) -> [Draft]) -> [DashboardEffect] {
    guard !batches.isEmpty else { return [] }
    var effects: [DashboardEffect] = []
    for index in batches.indices {
      let drafts = take(&batches[index])
      guard !drafts.isEmpty else { continue }
      effects.append(.create(server: batches[index].server, drafts: drafts))
    }
    batches.removeAll { $0.remaining == 0 }
    return effects
  }
}

// How the request of a form would look.
extension DashboardState {
  /// Asks for it when the form has other inputs than before.
  mutating func previewing() -> [DashboardEffect] {
    guard let form = overlays.last?.form else {
      previewed = nil
      return []
    }
    // Nothing is sent while a field makes no sense, and so nothing is shown as if it were.
    guard form.fields.allSatisfy({ $0.problem == nil }) else {
      (previewed, overlays[overlays.count - 1]) = (nil, .form(form.withoutPreview))
      return []
    }
    guard previewed != form.inputs else { return [] }
    previewed = form.inputs
    return [.preview(server: form.server, inputs: form.inputs)]
  }

  mutating func show(_ preview: RequestPreview?, of inputs: [String: JSON], on server: String) {
    guard case .form(var form)? = overlays.last, form.server == server, form.inputs == inputs else {
      return
    }
    form.preview = preview
    overlays[overlays.count - 1] = .form(form)
  }
}
