/// The details of the job under the cursor, while they are open.
struct DetailPane: Hashable, Sendable {
  var firstLine = 0
  /// Whether keys scroll it rather than move the cursor.
  var isFocused = false
  /// What is looked for in it.
  var search: DetailSearch?
}
