import JobModel
import Yams

extension ProfileReader {
  private enum Sends: String, CaseIterable {
    case changes, final
  }

  /// What all kinds say of their messages.
  mutating func message(_ section: Section, _ entry: Section.Entry) -> PushMessage? {
    guard let message = section["message"] else {
      check.report(
        "`\(entry.key)` needs a `message`, as in {id: \"{id}\", status: \"{state}\"}.",
        line: entry.line
      )
      return nil
    }
    let sends: Sends? = word(section["sends"])
    return PushMessage(
      sample: sample(message.node, SampleContext(place: "message")),
      sendsOnlyFinal: sends == .final,
      replays: boolean(section["replay"]) ?? false
    )
  }

  /// A message with the name of its event.
  mutating func word(_ entry: Section.Entry?) -> PushWord? {
    guard let entry else { return nil }
    guard
      let section = section(entry.node, called: "`\(entry.key)`", keys: SectionKeys.word)
    else { return nil }
    guard let message = section["message"] else {
      check.report("`\(entry.key)` needs a `message`.", line: entry.line)
      return nil
    }
    let sample = sample(message.node, SampleContext(place: entry.key))
    return PushWord(event: text(section["event"]), message: sample)
  }

  /// A path without holes in its default.
  mutating func path(_ entry: Section.Entry?, default standard: String) -> PathSample {
    let context = SampleContext(place: "path")
    let literal = PathSample(segments: [], text: standard)
    guard let entry, let text = text(entry) else {
      let segments = standard.split(separator: "/", omittingEmptySubsequences: false)
      return PathSample(segments: segments.map { TextSample(literal: String($0)) }, text: standard)
    }
    guard text.hasPrefix("/") else {
      wrong(entry, "a path, as in /v1/events")
      return literal
    }
    return path(text, at: entry.node, context)
  }
}
