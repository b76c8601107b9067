import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone waits by webhook, and leaves before the end.
  @Suite struct InterruptStory {
    @Test(arguments: [SIGINT, SIGTERM])
    func `a webhook that was registered is withdrawn by who is interrupted`(
      signal: Int32
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (requests, heard) = AsyncStream.makeStream(of: String.self)
      try await ScriptedServer.with { talk in
        while true {
          let (head, body) = try await talk.hearRequest()
          guard !head.hasPrefix("GET /status ") else {
            try await talk.answer(200, #"{"result":"pending"}"#)
            continue
          }
          let isNew = head.hasPrefix("POST ")
          heard.yield("\(head.prefix { $0 != "\r\n" }) \(body)")
          try await talk.answer(
            200,
            #"{"message":"webhook \#(isNew ? "registered" : "deleted") successfully"}"#
          )
        }
      } _: { url in
        let output = program.home.appending(path: "output").path
        let process = try SpawnedProcess(
          path: BuiltProgram.path,
          arguments: [
            "wait", "--profile", "webhook", "--url", url, "--webhook", "http://127.0.0.1:0/hook",
          ],
          environment: program.environment,
          folder: program.home.path,
          output: output,
          errors: output
        )
        var iterator = requests.makeAsyncIterator()
        let registered = try #require(await iterator.next(isolation: #isolation))
        #expect(
          registered.hasPrefix(#"POST /webhooks/register HTTP/1.1 {"url":"http://127.0.0.1:"#)
        )
        process.signal(signal)
        #expect(try await process.wait() == 130)
        heard.finish()
        let withdrawn = await iterator.next(isolation: #isolation)
        #expect(
          withdrawn
            == registered.replacing("POST /webhooks/register", with: "DELETE /webhooks/unregister")
        )
      }
    }
  }
}
