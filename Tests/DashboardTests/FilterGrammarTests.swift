import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct FilterGrammarTests {
  /// A failed render that is 90 s old, asked three times.
  private static var job: Job {
    var job = Job.sample(state: .failed, server: "render", title: "shot-114", age: .seconds(100))
    job.kind = "etl_nightly"
    job.reason = "unsupported codec in stream 4"
    job.progress = 0.5
    job.polls = 4
    job.repeats = 1
    return job
  }

  @Test(arguments: [
    ("state:failed", true), ("state:fai", true), ("state:lost,failed", true),
    ("state=pending", false), ("state=failed", true), ("state!=pending", true),
    ("state:trouble", true), ("state:ended", true), ("state:active", false),
    ("state!=failed", false), ("!state:running", true), ("STATE:FAILED", true),
    ("server:render", true), ("server:end", true), ("server:demo,render", true),
    ("server:r*r", true), ("server:r*d", false), ("server:rende?", true),
    ("kind:etl*", true), ("kind:night", true), ("id:7f3a*", true), ("title!=114", true),
    ("title!=shot-114", false), ("server=render", true), ("server=rende", false),
    ("server=demo,RENDER", true), ("server=r*", true), ("title=\"shot-114\"", true),
    ("title=\"shot\"", false),
    ("word:failed", true), ("reason:\"codec in\"", true), ("reason:/stream \\d$/", true),
    ("retries>2", true), ("retries>3", false), ("retries>=3", true), ("retries<=3", true),
    ("retries=3", true), ("retries:3", true), ("retries!=3", false), ("errors<1", false),
    ("try:3", true), ("run>1", false), ("progress>=50%", true), ("progress>0.5", false),
    ("progress<51", true), ("age<2m", true), ("age>1m29s", true), ("age>90", false),
    ("ended<11", true), ("ended>=10", true), ("ended>10", false),
    ("age<1h", true), ("seen<1d", true), ("seen>=2s", false),
    ("\"codec in\"", true), ("\"in codec\"", false), ("/^shot-\\d+$/", true), ("/^hot/", false),
    ("/CODEC/", true), ("!shot", false), ("!/x9/", true), ("hindi or shot", true),
    ("hindi or french", false), ("shot codec", true), ("shot hindi or codec", true),
    ("shot (hindi or codec)", true), ("(hindi or french) shot", false),
    ("!(hindi or french)", true), ("shot and codec", true), ("shot and hindi", false),
    ("and", false), ("shot \"and\"", false), ("shot and", false),
    ("state:failed age<10m !server:demo \"codec\" /shot/", true), ("sho*", true), ("*codec", false),
    ("order", false), ("\"xor\"", false), ("", true), ("  shot  ", true), ("\"shot", true),
  ])
  func `each form asks what it says`(text: String, expected: Bool) throws {
    #expect(try Filter(text).matches(Self.job, at: .sampleNow) == expected)
  }

  @Test func `what ended long ago is told from what took little time`() throws {
    var old = Self.job
    old.created = .sampleNow.advanced(by: .seconds(-20 * 86_400))
    old.finished = old.created.advanced(by: .seconds(300))
    #expect(try Filter("age<10m").matches(old, at: .sampleNow))
    #expect(try !Filter("ended<7d").matches(old, at: .sampleNow))
    #expect(try !Filter("ended<7d").matches(.sample(1), at: .sampleNow))
  }

  @Test(arguments: [
    "shot state:", "shot state:lost,", "shot !", "shot age<", "shot retries>=", "shot server:",
    "shot (", "shot or", "shot \"", "shot /", "shot /[", "shot server:/(", "(shot", "shot (codec",
  ])
  func `what ends too early is refused where nobody is typing`(text: String) throws {
    let mistake = try #require(throws: FilterMistake.self) { try Filter(whole: text) }
    #expect(mistake.place.lowerBound == text.count)
    _ = try Filter(whole: "shot (hindi or \"codec\") /x/ state:lost")
  }

  @Test(arguments: [
    "shot state:", "shot state:lost,", "shot !", "shot age<", "shot retries>=", "shot server:",
    "shot (", "shot or", "shot \"", "shot /", "shot /[", "shot server:/(", "(shot", "shot (codec",
  ])
  func `what ends too early asks for nothing yet`(text: String) throws {
    let filter = try Filter(text)
    #expect(filter.matches(Self.job, at: .sampleNow) == (text != "shot state:lost,"))
    var other = Self.job
    (other.title, other.reason) = ("other", nil)
    #expect(!filter.matches(other, at: .sampleNow))
  }

  @Test func `a fact that a job does not have matches nothing but a negation`() throws {
    let job = Job.sample(state: .submitting)
    for text in ["id:*", "try>=0", "progress<100%", "seen<99d", "word:*"] {
      #expect(try !Filter(text).matches(job, at: .sampleNow))
      #expect(try Filter("!" + text).matches(job, at: .sampleNow))
    }
  }

  @Test(arguments: [
    ("stat:failed", 0..<4, "There is no field stat; did you mean state?"),
    (
      "shot http://x", 5..<9,
      "Fields are state server id title kind reason word try retries errors run progress age ended seen; put text with : between quotes."
    ),
    (
      "state:done", 6..<10,
      "States are submitting pending running completed failed cancelled lost refused unconfirmed active ended trouble."
    ),
    ("state: x", 6..<7, "What state must be stands right behind it."),
    ("state>failed", 5..<6, "state is a word: write state:WORD."),
    ("retries>many", 8..<12, "retries is a number."),
    ("age<10x", 4..<7, "age is a time, as in 90, 10m or 1h30m."),
    ("progress>200%", 9..<13, "progress is a share, as in 50%."),
    ("or a", 0..<1, "Something must stand here."),
    ("a b)", 3..<4, "There is no ( before this."),
    ("()", 1..<2, "Something must stand here."),
    ("! a", 1..<2, "What must not match stands right behind the !."),
    ("a /[/", 2..<5, "This is no regular expression; put text between \" instead."),
    ("//", 0..<2, "A regular expression stands between slashes."),
    ("\"\"", 0..<2, "Text stands between the quotes."),
    ("server:,a", 7..<8, "A word must stand here."),
  ])
  func `a mistake says where it is and what would be right`(
    text: String,
    place: Range<Int>,
    sentence: String
  ) {
    #expect {
      _ = try Filter(text)
    } throws: { error in
      guard let mistake = error as? FilterMistake else { return false }
      return mistake.place == place && mistake.sentence.hasPrefix(sentence)
    }
  }

  @Test(arguments: [
    ("a", "ab", true), ("a b", "a bc", true), ("a", "ab or c", false), ("!a", "!ab", false),
    ("age<1", "age<10", false), ("a?", "a?b", false),
  ])
  func `more letters mean fewer rows only among plain words`(
    before: String,
    after: String,
    expected: Bool
  ) throws {
    #expect(try Filter(after).narrows(try Filter(before)) == expected)
  }

  @Test(arguments: [
    "(", "!", "\"", "/", "\\", "/\\", "a:", "((((", "!!!!a", "state:,", "age<", "/(?<x/",
  ])
  func `any beginning of a filter is read or refused`(text: String) {
    for end in 0...text.count {
      _ = try? Filter(String(text.prefix(end)))
      _ = try? Filter(text + String(text.prefix(end)))
    }
  }
}
