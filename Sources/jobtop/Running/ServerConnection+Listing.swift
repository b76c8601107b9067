import JobClient
import JobModel

extension ServerConnection {
  /// The server's list of jobs, in its order.
  ///
  /// Where the list leaves open how a job stands the job is asked about, and left out when it is gone
  /// by then. What goes wrong with one of them is told, and does not hide the others.
  func list(_ filters: [String: JSON]) async throws(JobFailure) -> (
    updates: [JobUpdate], failures: [JobFailure]
  ) {
    let listed = try await client.list(filters)
    let asked = listed.indices.filter { listed[$0].job.isHearsay }
    var updates: [JobUpdate?] = listed
    var failures: [JobFailure] = []
    for (index, result) in await statuses(of: asked.map { (index: $0, update: listed[$0]) }) {
      switch result {
      case .success(let update): updates[index] = update
      case .failure(.unknownJob): updates[index] = nil
      case .failure(let failure): failures.append(failure)
      }
    }
    return (updates.compactMap(\.self), failures)
  }

  private func statuses(
    of listed: [(index: Int, update: JobUpdate)]
  ) async -> [(Int, Result<JobUpdate, JobFailure>)] {
    await withTaskGroup(of: (Int, Result<JobUpdate, JobFailure>).self) { group in
      for (index, update) in listed {
        group.addTask { [client] in
          do throws(JobFailure) {
            return (index, .success(try await client.status(of: update.job.jobID ?? .only)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }
}
