import JobClient
import JobModel

/// The one stream in which everything meets that happens while jobs are followed.
///
///     what is learned ─┐
///     waits ───────────┼─► events ─► one loop that writes and counts
///     creates ─────────┘
struct FollowStream: Sendable {
  let events: AsyncStream<FollowEvent>
  let sink: AsyncStream<FollowEvent>.Continuation
  private let client: JobClient

  /// Begins to listen.
  init(_ client: JobClient, everyAnswer: Bool) {
    self.client = client
    let (events, sink) = AsyncStream.makeStream(of: FollowEvent.self)
    (self.events, self.sink) = (events, sink)
    client.listen(everyAnswer: everyAnswer) { sink.yield(.learned($0)) }
  }

  /// Says after a moment that somebody waits.
  func announceQuiet(in group: inout TaskGroup<Void>) {
    group.addTask { [sink] in
      guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
      sink.yield(.quiet)
    }
  }

  /// Waits for what came of creates that earlier processes left without an answer.
  func settleLeft(_ patience: Patience, in group: inout TaskGroup<Void>) {
    group.addTask { [client, sink] in
      let reply = await client.settleLeft(within: patience.limit, until: patience.deadline)
      sink.yield(.attempted(reply))
    }
  }

  /// Waits for a job's end; what is learned of it until then comes before the end.
  func wait(for job: JobID, _ patience: Patience, in group: inout TaskGroup<Void>) {
    group.addTask { [client, sink] in
      do throws(JobFailure) {
        let update = try await client.waitForCompletion(
          of: job,
          within: patience.limit,
          until: patience.deadline,
          maximumPolls: patience.maximumPolls
        )
        sink.yield(.ended(job, .success(update)))
      } catch {
        sink.yield(.ended(job, .failure(error)))
      }
    }
  }
}
