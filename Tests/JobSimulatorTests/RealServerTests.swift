import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The simulator in the manner of real APIs; what is expected is typed from their descriptions.
struct RealServerTests {
  @Test func `HeyGen makes a job for each language`() async throws {
    let server = try InProcessServer("heygen", options: certain)
    let body = """
      {"video":{"type":"url","url":"https://x/v.mp4"},"output_languages":["French","Hindi"],
       "title":"Keynote","mode":"speed"}
      """
    let created = await server.send(.post, "/v3/video-translations", body: body)
    let ids = created.json?["data"]?["video_translation_ids"]
    let first = try #require(ids?[0]?.string)
    let second = try #require(ids?[1]?.string)
    let status = await server.send(.get, "/v3/video-translations/\(second)")
    #expect(status.json?["data"]?["output_language"] == "Hindi")
    #expect(status.json?["data"]?["title"] == "Keynote")
    #expect(status.json?["data"]?["created_at"]?.integer != nil)
    let bulk = "/v3/video-translations/statuses?video_translation_ids=\(first),x"
    let states = await server.send(.get, bulk).json?["data"]
    #expect(states?[0] == ["video_id": .string(first), "status": "pending"])
    #expect(states?[1] == ["video_id": "x", "status": "not_found"])
    #expect(await server.send(.delete, "/v3/video-translations/\(first)").code == 200)
    #expect(await server.send(.get, "/v3/video-translations/\(first)").code == 404)
  }

  @Test func `Ray takes the client's id, stops a job once and tells its log`() async throws {
    let server = try InProcessServer("ray", options: certain)
    let body = #"{"entrypoint":"echo hi","submission_id":"a","metadata":{"job_name":"try"}}"#
    let created = await server.send(.post, "/api/jobs/", body: body)
    #expect(created.text == #"{"job_id":"a","submission_id":"a"}"#)
    let again = await server.send(.post, "/api/jobs/", body: body)
    #expect(again.code == 500 && again.text.contains("already exists"))
    let job = await server.send(.get, "/api/jobs/a").json
    #expect(job?["type"] == "SUBMISSION" && job?["status"] == "PENDING")
    #expect(job?["entrypoint"] == "echo hi" && job?["metadata"]?["job_name"] == "try")
    #expect(await server.send(.post, "/api/jobs/a/stop").text == #"{"stopped":true}"#)
    #expect(await server.send(.get, "/api/jobs/a").json?["status"] == "STOPPED")
    #expect(await server.send(.post, "/api/jobs/a/stop").text == #"{"stopped":false}"#)
    #expect(
      await server.send(.get, "/api/jobs/a/logs").json?["logs"]?.string?.contains("cancelled")
        == true
    )
    let unknown = await server.send(.get, "/api/jobs/x")
    #expect(unknown.code == 404 && unknown.headers[.contentType] == "text/plain")
    guard case .array(let jobs)? = await server.send(.get, "/api/jobs/").json else {
      Issue.record("the list is not a bare array")
      return
    }
    #expect(jobs.map { $0["submission_id"] } == ["a"])
  }

  @Test func `Slurm counts its jobs and tells an unknown one by a number`() async throws {
    let server = try InProcessServer("slurm", options: certain)
    let body = ##"{"script":"#!/bin/sh","job":{"name":"sim","current_working_directory":"/tmp"}}"##
    let created = await server.send(.post, "/slurm/v0.0.38/job/submit", body: body)
    #expect(created.text == #"{"job_id":1}"#)
    let job = await server.send(.get, "/slurm/v0.0.38/job/1").json?["jobs"]?[0]
    #expect(job?["job_id"] == 1 && job?["name"] == "sim" && job?["job_state"] == "PENDING")
    #expect(job?["submit_time"]?.integer != nil && job?["end_time"] == nil)
    #expect(await server.send(.delete, "/slurm/v0.0.38/job/1").code == 200)
    let ended = await server.send(.get, "/slurm/v0.0.38/jobs").json?["jobs"]?[0]
    #expect(ended?["job_state"] == "CANCELLED" && ended?["end_time"]?.integer != nil)
    for method in [HTTPRequest.Method.get, .delete] {
      let unknown = await server.send(method, "/slurm/v0.0.38/job/7")
      #expect(unknown.code == 500)
      #expect(unknown.json?["errors"]?[0]?["error_number"] == 2017)
    }
  }

  @Test func `own header fields are asked for once a token was set`() async throws {
    var options = certain
    options.credentials = Credentials(username: "ann", token: "eyJ")
    let server = try InProcessServer("slurm", options: options)
    let user = try #require(HTTPField.Name("X-SLURM-USER-NAME"))
    let token = try #require(HTTPField.Name("X-SLURM-USER-TOKEN"))
    func code(_ headers: HTTPFields) async -> Int {
      await server.send(.get, "/slurm/v0.0.38/jobs", headers: headers).code
    }
    #expect(await code([:]) == 401)
    #expect(await code([user: "ann"]) == 401)
    #expect(await code([user: "eve", token: "eyJ"]) == 401)
    #expect(await code([user: "ann", token: "eyJ"]) == 200)
  }

  @Test func `a list whose pages are URLs is followed to its end`() async throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list: {request: GET /jobs, answer: {body: {jobs: ["{id}"], next: "{next}"}}, limit: 2}
      states: {pending: p, completed: c, failed: f}
      simulate: {ids: counter}
      """
    let server = try InProcessServer(try Profile(yaml: yaml, file: "x"))
    for _ in 1...5 { _ = await server.send(.post, "/jobs") }
    var found: [JSON] = []
    var target: String? = "/jobs"
    while let page = target {
      let answer = await server.send(.get, page).json
      if case .array(let ids)? = answer?["jobs"] { found += ids }
      target = answer?["next"]?.string
    }
    #expect(found == ["5", "4", "3", "2", "1"])
  }

  // MARK: -

  private var certain: SimulatorOptions {
    var options = SimulatorOptions()
    options.failure = 0
    return options
  }
}
