import GRDB
import JobModel

/// Reads the columns of a row one after the other.
///
/// By place, not by name: looking up thirty names costs ten times what reading their values does.
struct RowReader {
  private let row: Row
  private var index = 0

  init(_ row: Row) {
    self.row = row
  }

  mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? {
    defer { index += 1 }
    return row[index]
  }

  mutating func next() -> String? {
    defer { index += 1 }
    return (row[index] as String?).map(String.init(stored:))
  }

  mutating func skip() {
    index += 1
  }

  mutating func required<Value: DatabaseValueConvertible & StatementColumnConvertible>() throws
    -> Value
  {
    guard let value: Value = next() else { throw UnreadableRow(column: index - 1, text: "NULL") }
    return value
  }

  mutating func run() throws -> RunID {
    let (high, low): (Int64, Int64) = (try required(), try required())
    return RunID(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
  }

  mutating func timestamp() throws -> Timestamp {
    Timestamp(nanoseconds: try required())
  }

  mutating func timestamp() -> Timestamp? {
    next().map { Timestamp(nanoseconds: $0) }
  }

  /// A case of an enum that is stored as its word.
  mutating func word<Value: RawRepresentable<String>>() throws -> Value {
    let text: String = try required()
    guard let value = Value(rawValue: text) else {
      throw UnreadableRow(column: index - 1, text: text)
    }
    return value
  }

  mutating func json() throws -> JSON? {
    guard let text: String = next() else { return nil }
    do {
      return try JSON(parsing: text)
    } catch {
      throw UnreadableRow(column: index - 1, text: text)
    }
  }
}

extension RunID {
  /// The two columns of a name.
  var halves: (high: Int64, low: Int64) {
    (Int64(bitPattern: high), Int64(bitPattern: low))
  }
}

/// A value that this program never writes: the file was changed by hand.
struct UnreadableRow: Error {
  var column: Int
  var text: String
}
