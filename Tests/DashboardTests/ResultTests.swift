import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Opening and saving what came out of a job.
struct ResultTests {
  private func done(_ result: JSON?, id: String = "7") -> Job {
    var job = Job.sample(1, state: .completed)
    job.jobID = JobID(id)
    job.result = result
    return job
  }

  private func story(_ result: JSON?) -> Story {
    var story = Story(140, 24)
    story.learn(done(result))
    return story
  }

  @Test(
    arguments: [
      ("https://cdn.example/a/clip.mp4?sig=1", "clip.mp4"),
      ("http://h/v1/jobs/7/result", "7-result"),
      ("https://h", "7-result"), ("https://h/..%2f..", "_2f.."), ("/v1/jobs/7/out.bin", "out.bin"),
    ]
  )
  func `a file is called as its URL ends, or by its job`(url: String, name: String) {
    let job = done(.string(url))
    #expect(ResultSource(of: job, on: .sample())?.fileName(for: job) == name)
  }

  @Test func `no id can lead out of the folder`() {
    let job = done(["a": 1], id: "../../etc/passwd")
    let name = ResultSource(of: job, on: .sample())?.fileName(for: job)
    #expect(name == "_.._etc_passwd-result.json")
  }

  @Test func `o opens a URL and only http and https are URLs`() {
    var story = story("https://cdn.example/clip.mp4")
    story.press("o")
    #expect(story.wishes == [.open(url: "https://cdn.example/clip.mp4")])
    story = self.story("file:///etc/passwd")
    story.press("o")
    #expect(story.wishes == [])
    #expect(story.notice?.contains("is no URL") == true)
  }

  @Test func `a path is one of the job's own server`() {
    var story = story("/v1/jobs/7/result")
    story.press("o")
    #expect(story.wishes == [.open(url: "http://127.0.0.1:8080/v1/jobs/7/result")])
  }

  @Test func `a job without a result says so`() {
    var story = Story(140, 24)
    story.learn(.sample(1))
    story.press("d")
    #expect(story.notice == "demo 7f3a9101 has no result yet.")
    #expect(story.wishes == [])
  }

  @Test func `d saves the result, tells how far it is, and where it lies`() {
    var story = story("https://cdn.example/clip.mp4")
    story.press("d", "d")
    let wanted = Download(
      run: .sample(1),
      server: "demo",
      content: .url("https://cdn.example/clip.mp4"),
      name: "clip.mp4"
    )
    #expect(story.wishes == [.download(wanted)])
    story.send(.download(.sample(1), .received(450, of: 1000)))
    #expect(story.line(with: "↓ clip.mp4 45 %") != nil)
    story.send(.download(.sample(1), .saved(name: "clip-2.mp4", bytes: 1000)))
    #expect(story.line(with: "Saved as clip-2.mp4, 1.0 kB.") != nil)
    #expect(story.line(with: "45 %") == nil)
  }

  @Test func `JSON is saved as it stands`() {
    var story = story(["frames": [1, 2]])
    story.press("d")
    guard case .download(let download) = story.wishes.first else {
      Issue.record("nothing is saved")
      return
    }
    #expect(download.content == .bytes(Array(#"{"frames":[1,2]}"#.utf8)))
    #expect(download.name == "7-result.json")
  }
}
