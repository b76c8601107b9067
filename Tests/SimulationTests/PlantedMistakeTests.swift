import Testing

/// Mistakes that are made on purpose: invariants that catch none of them would be worth nothing.
@Suite struct PlantedMistakeTests {
  @Test func `all planted mistakes but one at most break an invariant`() async {
    var uncaught: [Mistake] = []
    for mistake in Mistake.allCases {
      let caught = await Campaign(seeds: 1...60, mistake: mistake).firstFailure()
      if let caught, let violation = caught.violations.first {
        print("\(mistake): seed \(caught.seed), \(violation.invariant)")
      } else {
        print("\(mistake): not caught")
        uncaught.append(mistake)
      }
    }
    #expect(Mistake.allCases.count >= 20)
    #expect(uncaught.count <= 1, "\(uncaught)")
  }
}
