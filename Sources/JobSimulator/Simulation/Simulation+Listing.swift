import JobModel
import JobProfile

extension Simulation {
  /// Which jobs a list asks for.
  package struct Query: Hashable, Sendable {
    /// Only in these states; empty: in any.
    package var states: Set<JobState>
    /// Only of that kind.
    package var kind: String?
    /// Only those that changed at that instant or later.
    package var changedSince: Timestamp?
    /// The most jobs of a page.
    package var limit: Int
    /// Where the page begins: a cursor of the page before, or so many jobs from the first.
    package var start: Start
    /// Which job the list begins with.
    package var order: Profile.Simulation.Order

    /// Where a page begins.
    package enum Start: Hashable, Sendable {
      case cursor(Int)
      case offset(Int)
    }

    /// Asks for everything.
    package init(
      states: Set<JobState> = [],
      kind: String? = nil,
      changedSince: Timestamp? = nil,
      limit: Int = 100,
      start: Start = .offset(0),
      order: Profile.Simulation.Order = .newest
    ) {
      self.states = states
      self.kind = kind
      self.changedSince = changedSince
      self.limit = limit
      self.start = start
      self.order = order
    }
  }

  /// A part of a list.
  package struct Page: Hashable, Sendable {
    /// In the order asked for.
    package var jobs: [JobFacts]
    /// The cursor of the next page; nothing: this is the last one.
    package var next: Int?
    /// How many jobs the whole list has.
    package var total: Int
  }

  /// Lists jobs: one that comes while somebody pages with a cursor moves nothing out of place.
  package mutating func list(_ query: Query, at now: Timestamp) -> Page {
    advance(to: now)
    let matching = jobs(from: nil, query.order).filter { query.matches($0, at: now) }
    // Who pages through thousands of jobs is not to have all of them looked at for every page.
    let total = query.isOpen ? count : matching.reduce(into: 0) { count, _ in count += 1 }
    var rest: [SimulatedJob]
    switch query.start {
    case .cursor(let last):
      let others = jobs(from: last, query.order).filter { query.matches($0, at: now) }
      rest = Array(others.prefix(query.limit + 1))
    case .offset(let offset): rest = Array(matching.dropFirst(offset).prefix(query.limit + 1))
    }
    let hasMore = rest.count > query.limit
    if hasMore { rest.removeLast() }
    return Page(
      jobs: rest.map { $0.facts(at: now) },
      next: hasMore ? rest.last?.ordinal : nil,
      total: total
    )
  }

  /// How many jobs are in each state.
  mutating func census(at now: Timestamp) -> [JobState: Int] {
    advance(to: now)
    return jobs(from: nil, .oldest).reduce(into: [:]) { counts, job in
      counts[job.moment(at: now).state, default: 0] += 1
    }
  }

  /// The jobs in an order, one after the other: all, or those that follow the one of that number.
  private func jobs(
    from last: Int?,
    _ order: Profile.Simulation.Order
  ) -> some Sequence<SimulatedJob> & LazySequenceProtocol {
    let bounds =
      switch order {
      case .newest: stride(from: (last ?? slots.count) - 1, through: 0, by: -1)
      case .oldest: stride(from: last.map { $0 + 1 } ?? 0, through: slots.count - 1, by: 1)
      }
    let slots = slots
    return bounds.lazy.compactMap { $0 < slots.count ? slots[$0] : nil }
  }

  /// What changed after a revision, as it stands now, in the order of the last changes; of these so
  /// many as asked for.
  package mutating func changes(
    after known: Int,
    at now: Timestamp,
    limit: Int = .max
  ) -> [JobFacts] {
    advance(to: now)
    var low = 0
    var high = log.count
    while low < high {
      let middle = (low + high) / 2
      if log[middle].revision <= known { low = middle + 1 } else { high = middle }
    }
    let slots = slots
    let jobs = log[low...].lazy.compactMap { change -> SimulatedJob? in
      guard let job = slots[change.ordinal], job.revision == change.revision else { return nil }
      return job
    }
    return jobs.prefix(limit).map { $0.facts(at: now) }
  }
}

extension Simulation.Query {
  /// Whether every job matches.
  fileprivate var isOpen: Bool { states.isEmpty && kind == nil && changedSince == nil }

  fileprivate func matches(_ job: SimulatedJob, at now: Timestamp) -> Bool {
    if let kind, job.kind != kind { return false }
    if let changedSince, job.changed < changedSince { return false }
    return states.isEmpty || states.contains(job.moment(at: now).state)
  }
}
