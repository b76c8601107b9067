import JobModel
import Testing

struct DenseDictionaryTests {
  private let letters: DenseDictionary<Int, String> = {
    var letters = DenseDictionary<Int, String>()
    for (number, letter) in ["a", "b", "c", "d"].enumerated() { letters[number] = letter }
    return letters
  }()

  @Test func `it holds what it is given`() {
    #expect((0...4).map { letters[$0] } == ["a", "b", "c", "d", nil])
    #expect(letters.count == 4)
    #expect(Set(letters.keys) == [0, 1, 2, 3])
  }

  @Test(arguments: 0...3)
  func `whichever is taken out, the others stay`(_ key: Int) {
    var rest = letters
    let all = ["a", "b", "c", "d"]
    #expect(rest.removeValue(forKey: key) == all[key])
    #expect(rest.removeValue(forKey: key) == nil)
    #expect((0...3).map { rest[$0] } == (0...3).map { $0 == key ? nil : all[$0] })
    #expect(rest.count == 3)
  }

  @Test func `nothing in the place of a value takes the entry out`() {
    var rest = letters
    rest[1] = nil
    rest[7] = nil
    #expect((0...3).map { rest[$0] } == ["a", nil, "c", "d"])
    #expect(rest.count == 3)
  }

  @Test func `a value is changed in its place, and where there is none nothing is`() {
    var changed = letters
    changed[2]?.append("!")
    changed[9]?.append("!")
    #expect((0...3).map { changed[$0] } == ["a", "b", "c!", "d"])
    #expect(changed[9] == nil && changed.count == 4)
  }
}
