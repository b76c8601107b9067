import JobModel
import JobProfile

/// The words: profile, kind of push, the event's name.
enum MessageDecoding: Decoding {
  private static let now = Timestamp(seconds: 1_795_269_802)

  static func take(_ bytes: [UInt8]) {
    let sheet = Sheet(bytes)
    let profile = sheet.profile
    let kind = Sheet.pick(sheet.word(1), from: PushKind.allCases.map { ($0.rawValue, $0) })
    let message = try? JSON(parsing: sheet.body)
    let name = sheet.words.count > 2 ? sheet.word(2) : nil
    let frame = PushFrame(name: name, message: message)
    if case .facts(let facts) = profile.read(frame, from: kind), let id = facts.jobID {
      _ = profile.subscription(kind, to: id)
      _ = profile.unsubscription(kind, from: id)
      _ = profile.pushRequest(kind, about: id, credentials: Credentials())
    }
    guard let message, profile.sse != nil else { return }
    if let facts = profile.read(sseMessage: message, now: now) {
      _ = profile.sseMessage(facts, now: now)
    }
    _ = (profile.replays(kind), profile.asksForSubscription(kind), profile.pushKinds)
  }
}
