/// The cheapest times to ask, from every age on, by a dynamic programme over 200 of them.
///
/// A request has a price; a second of delay costs one. From a time at which a job was still going on
///
/// ```
/// W(i) = min over j > i:  price × alive(i)  +  ∫ from i to j of (x(j) − t) dF(t)  +  W(j)
/// ```
///
/// What is left of the plan is the best plan for what is left, so a job that is first met late is
/// asked about by it just the same. The best j never falls as i grows (the costs are a Monge array),
/// which leaves some 20 to try. The problem is that of Barlow, Hunter and Proschan (SIAM J. 11, 1963).
struct PollProgramme {
  /// The times in seconds, ascending, from 0 to the end of the scale.
  let ages: [Double]
  /// The share of jobs that have ended at each, and their times, each times its share.
  private let ended: [(share: Double, moment: Double)]

  private static let steps = 200
  /// So much of the steps goes evenly over the scale, where nothing is expected.
  private static let evenShare = 0.25

  /// Takes the times where they are of use: about evenly for the plan that asks by the square root
  /// of the hazard (Keller, Management Science 21, 1974), weighed by who is still alive.
  init(_ model: DurationModel) {
    let edges = LogTimeScale.edges
    let useful = (0..<LogTimeScale.count).map { bin in
      let alive = max(0, 1 - model.ended(at: edges[bin]).share)
      return (model.share(of: bin) * alive * (edges[bin + 1] - edges[bin])).squareRoot()
    }
    let total = useful.reduce(0, +)
    let even = Self.evenShare / Double(LogTimeScale.count)
    let steps = Double(Self.steps)
    var ages = [0.0]
    var passed = 0.0
    for (bin, use) in useful.enumerated() {
      let share = ((1 - Self.evenShare) * use / total + even) * steps
      while Double(ages.count) < min(passed + share, steps) {
        let part = (Double(ages.count) - passed) / share
        ages.append(edges[bin] + part * (edges[bin + 1] - edges[bin]))
      }
      passed += share
    }
    ages.append(edges[LogTimeScale.count])
    self.ages = ages
    ended = ages.map(model.ended)
  }

  /// The step to ask at after each, and how many requests about a job that takes on average.
  func solved(price: Double) -> (next: [Int], requests: Double) {
    let last = ages.count - 1
    var next = [Int](repeating: last, count: ages.count)
    var costs = [Double](repeating: 0, count: ages.count)
    var requests = costs
    for step in stride(from: last - 1, through: 0, by: -1) {
      var best = (cost: Double.infinity, step: step + 1)
      for candidate in (step + 1)...next[step + 1] {
        let cost = delay(from: step, to: candidate) + costs[candidate]
        if cost < best.cost { best = (cost, candidate) }
      }
      let alive = 1 - ended[step].share
      next[step] = best.step
      costs[step] = best.cost + price * alive
      requests[step] = requests[best.step] + alive
    }
    return (next, requests[0])
  }

  /// What the jobs that end between two steps wait until the second one, summed.
  private func delay(from step: Int, to later: Int) -> Double {
    ages[later] * (ended[later].share - ended[step].share)
      - (ended[later].moment - ended[step].moment)
  }
}
