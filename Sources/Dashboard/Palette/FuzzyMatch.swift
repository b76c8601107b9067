/// How well a short name has the letters of a pattern in their order, whatever lies between.
struct FuzzyMatch: Hashable, Sendable {
  /// The higher the better.
  let score: Int
  /// Where the letters stand, in characters from the start.
  let places: [Int]

  /// Matches, whatever the case.
  /// - Returns: nothing where a letter is missing.
  init?(_ pattern: some StringProtocol, in text: String) {
    let letters = Array(text.lowercased())
    guard let places = FuzzyMatch.places(of: Array(pattern.lowercased()), in: letters) else {
      return nil
    }
    self.init(places, in: letters)
  }

  /// Matches only what stands together.
  /// - Returns: nothing where it does not.
  init?(whole pattern: some StringProtocol, in text: String) {
    let letters = Array(text.lowercased())
    guard let places = FuzzyMatch.run(of: Array(pattern.lowercased()), in: letters) else {
      return nil
    }
    self.init(places, in: letters)
  }

  /// Several matches of one text as one.
  init(_ matches: [FuzzyMatch]) {
    places = matches.flatMap(\.places)
    score = matches.reduce(0) { $0 + $1.score }
  }

  private init(_ places: [Int], in letters: [Character]) {
    self.places = places
    score = places.enumerated().reduce(0) { sum, item in
      let (index, place) = item
      let beginsWord = place == 0 || !letters[place - 1].isLetter
      let isNext = index > 0 && places[index - 1] == place - 1
      return sum + (beginsWord ? 8 : 0) + (isNext ? 6 : 0) - min(place, 20) / 4
    }
  }

  /// The places that lie together where there are such, else the first that there are.
  private static func places(of wanted: [Character], in letters: [Character]) -> [Int]? {
    if let run = run(of: wanted, in: letters) { return run }
    var places: [Int] = []
    var next = 0
    for letter in wanted {
      guard let place = letters[next...].firstIndex(of: letter) else { return nil }
      places.append(place)
      next = place + 1
    }
    return places
  }

  /// Places that lie together, at the begin of a word rather than within one.
  private static func run(of wanted: [Character], in letters: [Character]) -> [Int]? {
    guard !wanted.isEmpty else { return [] }
    guard letters.count >= wanted.count else { return nil }
    let starts = (0...letters.count - wanted.count).filter { start in
      letters[start..<start + wanted.count].elementsEqual(wanted)
    }
    let best = starts.first { $0 == 0 || !letters[$0 - 1].isLetter } ?? starts.first
    return best.map { Array($0..<$0 + wanted.count) }
  }
}
