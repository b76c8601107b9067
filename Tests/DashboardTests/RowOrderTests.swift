import JobModel
import Testing

@testable import Dashboard

struct RowOrderTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func key(_ number: Int64, _ arrival: Int, descending: Bool = false) -> SortKey {
    SortKey(
      .number(number),
      isDescending: descending,
      created: .epoch,
      arrival: Int32(arrival)
    )
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `moving some rows gives the order that sorting all would give`(seed: UInt64) {
    var generator = Generator(state: seed)
    var order = RowOrder()
    var keys: [SortKey] = []
    for _ in 0..<40 {
      var moving: [Int] = []
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let row = Int.random(in: 0...keys.count, using: &generator)
        let new = key(.random(in: 0...9, using: &generator), row)
        if row == keys.count { keys.append(new) } else { keys[row] = new }
        order.setKey(new, of: row)
        moving.append(row)
      }
      order.place(moving)
      #expect(order.rows == keys.indices.sorted { keys[$0] < keys[$1] }.map(Int32.init))
    }
  }

  @Test func `rows follow an array that lost elements`() {
    var order = RowOrder()
    for row in 0..<4 { order.setKey(key(Int64(10 - row), row), of: row) }
    order.place([0, 1, 2, 3])
    #expect(order.rows == [3, 2, 1, 0])
    // Row 1 is gone and the last one took its place.
    order.follow([0, 3, 2])
    #expect(order.rows == [1, 2, 0])
  }

  @Test func `equal numbers stand by their creation, the newest first, either way`() {
    let early = SortKey(
      .number(1),
      isDescending: false,
      created: .epoch,
      arrival: 0
    )
    let late = SortKey(
      .number(1),
      isDescending: false,
      created: Timestamp(nanoseconds: 1),
      arrival: 1
    )
    #expect(late < early)
    #expect(key(1, 1, descending: true) < key(1, 0, descending: true))
  }

  @Test func `texts that begin alike are told apart by the rest`() {
    func key(_ text: String?, _ descending: Bool) -> SortKey {
      SortKey(
        text.map { .text($0) },
        isDescending: descending,
        created: .epoch,
        arrival: 0
      )
    }
    #expect(key("Keynote → French", false) < key("keynote → hindi", false))
    #expect(key("keynote → hindi", true) < key("Keynote → French", true))
    #expect(key("zebra", false) < key(nil, false))
    #expect(key("zebra", true) < key(nil, true))
  }
}
