import JobClient
import JobModel

/// What happens while jobs are followed; in the order in which it became known.
enum FollowEvent: Sendable {
  /// Something was learned of a job.
  case learned(JobUpdate)
  /// A job has ended, or is not waited for any longer.
  case ended(Result<JobUpdate, JobFailure>)
  /// Some creates have been answered, or given up.
  case attempted(Reply)
  /// The time was over before that many jobs were created.
  case late(missing: Int)
  /// No further job will be created.
  case allAttempted
}

/// How long a job is waited for.
struct Patience: Sendable {
  /// From now on; nothing: for as long as it takes.
  var limit: Duration?
  /// Status requests at most; nothing: as many as it takes.
  var maximumPolls: Int?
}

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

  /// Waits for a job's end; what is learned of it until then comes before the end.
  func wait(for job: JobID, _ patience: Patience, in group: inout TaskGroup<Void>) {
    group.addTask { [client, sink] in
      do throws(JobFailure) {
        let update = try await client.waitForCompletion(
          of: job,
          within: patience.limit,
          maximumPolls: patience.maximumPolls
        )
        sink.yield(.ended(.success(update)))
      } catch {
        sink.yield(.ended(.failure(error)))
      }
    }
  }
}
