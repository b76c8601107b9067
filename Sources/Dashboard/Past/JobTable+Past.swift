import JobModel

extension JobTable {
  /// Puts rows in the places of others, in order; each swap then undoes what it did.
  mutating func exchange(_ swaps: inout [RowSwap]) {
    release()
    var gone: [RunID] = []
    for index in swaps.indices {
      let (run, row) = (swaps[index].run, swaps[index].row)
      let before = run.flatMap { self.row(of: $0) }
      if let row {
        put(row, inPlaceOf: before == nil ? nil : run)
      } else if let run {
        gone.append(run)
      }
      swaps[index] = RowSwap(run: row?.job.run, row: before)
    }
    settleAll()
    // All at once: each removal passes over the whole table.
    remove(gone)
  }
}
