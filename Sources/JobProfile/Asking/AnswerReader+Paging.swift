import JobModel

extension AnswerReader {
  /// How the list goes on, by the holes that request and answer have.
  func nextPage(after shared: JobRecord, count: Int) -> ListPage {
    guard count > 0, shared.other(.more)?.boolean != false else { return ListPage() }
    let request = spelling.request
    var next = shared.other(.next)
    if next?.text?.isEmpty != false { next = nil }
    if request.names(.next) { return ListPage(next: next.map { ["next": $0] }) }
    if let url = next?.string { return ListPage(nextTarget: url) }
    if request.names(.offset) || request.names(.page) {
      return counted(shared, count: count, byOffset: request.names(.offset))
    }
    return ListPage(nextTarget: answer.headers.text("Link").flatMap(LinkHeader.next))
  }

  /// Offset and page end with `{total}`, or without `{more}` at a page that is not full.
  private func counted(_ shared: JobRecord, count: Int, byOffset: Bool) -> ListPage {
    let limit = values["limit"]?.integer ?? spelling.limit
    let page = max(1, values["page"]?.integer ?? 1)
    let offset = values["offset"]?.integer ?? 0
    let reached = byOffset ? offset + count : (page - 1) * limit + count
    if let total = shared.other(.total)?.integer {
      guard reached < total else { return ListPage() }
    } else if shared.other(.more) == nil, count < limit {
      return ListPage()
    }
    let next: (String, Int) = byOffset ? ("offset", reached) : ("page", page + 1)
    return ListPage(next: [next.0: .number(String(next.1))])
  }
}
