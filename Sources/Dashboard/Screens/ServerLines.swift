import JobModel
import Screen

/// How we stand with each server, with all that is known of why: the header has little room.
///
///     ✖ farm  no connection, retry in 7 s (3)   2 jobs, 1 active
///       https://render.example.org, profile basic
///       farm: GET /v1/jobs did not get through: connection refused. Is the server running?
struct ServerLines {
  let state: DashboardState
  let width: Int
  let now: Timestamp

  var lines: [[Span]] {
    var jobs: [String: Int] = [:]
    for row in state.table.rows { jobs[row.job.server, default: 0] += 1 }
    let blocks = state.servers.map { lines(of: $0, jobs: jobs[$0.name] ?? 0) }
    return Array(blocks.joined(separator: [[]]))
  }

  private func lines(of server: ServerDescription, jobs: Int) -> [[Span]] {
    let status = state.statuses[server.name]
    let role = state.serverRoles[server.name] ?? .strong
    let chip = ServerChip(
      server.name,
      status: status,
      now: now,
      utcOffset: state.utcOffset,
      nameRole: role
    )
    let active = state.table.counts.active[server.name] ?? 0
    let count = ShortText.jobs(jobs) + (active > 0 ? ", \(ShortText.total(active)) active" : "")
    let head =
      ServerChip.line(of: [chip], width: max(10, width - count.count - 3))
      + [Span("   " + count, .faint)]
    // A recording may name a server and no more.
    let about =
      server.url.isEmpty ? [] : wrapped("\(server.url), profile \(server.profile)", .faint)
    return [head] + about + reasons(status).flatMap { wrapped($0, .attention) }
  }

  private func reasons(_ status: ServerStatus?) -> [String] {
    let link: [String] =
      switch status?.link {
      case .retrying(_, _, let failure), .unanswered(_, let failure): [failure.description]
      case .unauthorised(let reason): ["It refuses the credentials: \(reason)."]
      case .idle, .connecting, .push, .longPoll, .poll, .limited, nil: []
      }
    return link + (status?.failing.map { [$0.because.description] } ?? [])
      + (status?.dropped.sentences ?? [])
  }

  private func wrapped(_ text: String, _ role: Role) -> [[Span]] {
    TextWrap.lines(of: text, width: max(10, width - 2)).map { [Span("  "), Span($0, role)] }
  }
}

extension ServerStatus.Dropped {
  /// What is counted as dropped, and why.
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    if jobs > 0 {
      let what = jobs == 1 ? "1 job of its list is" : "\(ShortText.jobs(jobs)) of its list are"
      sentences.append("Dropped: \(what) not shown, with an id longer than \(JobID.longest) bytes.")
    }
    if messages > 0 {
      let what = messages == 1 ? "1 message" : "\(ShortText.total(messages)) messages"
      sentences.append("Dropped: \(what) that it sent could not be read; it is asked all the same.")
    }
    if posts > 0 {
      let what = posts == 1 ? "1 webhook call" : "\(ShortText.total(posts)) webhook calls"
      sentences.append("Dropped: \(what) without a valid signature; it is asked all the same.")
    }
    return sentences
  }
}
