/// Which columns there are in a table of some width, and where.
///
///     SERVER  ID        TITLE ················  STATE         PROGRESS ····  RETRIES     AGE
///     fixed   fixed     takes what is left      fixed         grows          fixed       fixed
///
/// Nobody's eyes should have to follow a column: widths only grow while a view stands, and what comes
/// later has its room kept free where titles are whole all the same.
struct ColumnLayout: Sendable {
  /// A column's place; plain numbers, because it is copied for every cell.
  struct Place: Sendable {
    /// The place of the column in `JobColumn.all`.
    let index: Int
    let start: Int
    let width: Int
    let alignsRight: Bool

    init(index: Int, start: Int, width: Int) {
      self.index = index
      self.start = start
      self.width = width
      alignsRight = JobColumn.all[index].alignsRight
    }

    var column: JobColumn { JobColumn.all[index] }
  }

  let places: [Place]
  let gap: Int
  /// How far it is scrolled: as far as was wished for and there is something to come.
  let scrolled: Int
  /// Whether some have no room; scrolling to the right brings them.
  let hasMore: Bool

  init(width: Int, measures: TableMeasures, choice: ColumnChoice = ColumnChoice()) {
    gap = width < 80 ? 1 : 2
    let admitted = JobColumn.all.indices.filter { choice.admits($0) }
    let wanted = admitted.filter { ColumnLayout.isWanted($0, measures) }
    let gap = gap
    // What is awaited has its place from the start, or others would leave for it while one looks.
    let best = Chosen(
      byPriority: admitted.filter { ColumnLayout.isWanted($0, measures, orAwaited: true) },
      width: width,
      gap: gap,
      measures: measures
    )
    // Nothing is scrolled away for which there is room.
    let windows =
      Set(best.indices).isSuperset(of: wanted)
      ? []
      : Chosen.windows(of: wanted, width: width, gap: gap, measures: measures)
        .bringingNews(to: best.indices)
    scrolled = max(0, min(choice.scrolled, windows.count))
    hasMore = scrolled < windows.count
    guard scrolled == 0 else {
      places = windows[scrolled - 1].places(in: width)
      return
    }
    let expected = admitted.filter { ColumnLayout.isExpected($0, measures) }
    places = (best.adding(expected, in: width) ?? best.places(in: width)).filter {
      wanted.contains($0.index)
    }
  }

  /// Whether a column has something to say of some row, or is awaited to.
  static func isWanted(
    _ index: Int,
    _ measures: TableMeasures,
    orAwaited: Bool = false
  ) -> Bool {
    switch JobColumn.all[index].presence {
    case .always: true
    case .awaited: orAwaited || measures.isFilled(index)
    case .whenFilled: measures.isFilled(index)
    case .withOutlooks: measures.hasOutlooks && measures.isFilled(index)
    // On a server with one job, its name is the only one that a row has.
    case .withSeveralServers: measures.servers > 1 || measures.lacksNames
    }
  }
}

extension ColumnLayout {
  /// Whether a column comes by itself once enough is known.
  private static func isExpected(_ index: Int, _ measures: TableMeasures) -> Bool {
    guard !isWanted(index, measures) else { return false }
    return switch JobColumn.all[index].presence {
    case .withOutlooks: true
    case .always, .whenFilled, .awaited, .withSeveralServers: false
    }
  }
}

extension ColumnLayout {
  /// Columns that fit, while they are being chosen.
  fileprivate struct Chosen {
    let gap: Int
    let measures: TableMeasures
    var indices: [Int] = []

    private init(gap: Int, measures: TableMeasures) {
      self.gap = gap
      self.measures = measures
    }

    /// Takes as many of the wanted columns as fit, the most important first.
    init(byPriority wanted: [Int], width: Int, gap: Int, measures: TableMeasures) {
      self.init(gap: gap, measures: measures)
      let ranked = wanted.sorted { priority(of: $0) > priority(of: $1) }
      for index in ranked { add(index, within: width) }
    }

    /// What comes into sight one after the other: neighbours from the first column on, from the
    /// second, and so on until the last is there.
    static func windows(
      of wanted: [Int],
      width: Int,
      gap: Int,
      measures: TableMeasures
    ) -> [Chosen] {
      var windows: [Chosen] = []
      for first in wanted.indices {
        var window = Chosen(gap: gap, measures: measures)
        for index in wanted[first...] {
          guard window.add(index, within: width) else { break }
        }
        windows.append(window)
        if window.indices.last == wanted.last { break }
      }
      return windows
    }

    /// Where no job has a title its id is what it is known by.
    private func priority(of index: Int) -> Int {
      let stands = index == Self.id && !measures.isFilled(Self.title)
      return JobColumn.all[stands ? Self.title : index].priority
    }

    private static let id = JobColumn.index(ofTitle: "ID")
    private static let title = JobColumn.index(ofTitle: "TITLE")

    @discardableResult
    private mutating func add(_ new: Int, within width: Int) -> Bool {
      let isOptional = priority(of: new) < JobColumn.essential
      let total = (indices + [new]).reduce(indices.count * gap) { sum, index in
        sum + need(of: index, isComfortable: isOptional && index != new)
      }
      guard total <= width || indices.isEmpty else { return false }
      indices.append(new)
      return true
    }

    private func need(of index: Int, isComfortable: Bool) -> Int {
      let wanted = JobColumn.all[index].width(measures)
      guard isComfortable else { return wanted.minimum }
      return switch wanted {
      case .flexible(let minimum, let comfortable, let longest):
        max(minimum, min(comfortable, longest))
      case .growing(_, let comfortable, _): comfortable
      case .fixed, .stepped: wanted.minimum
      }
    }

    func places(in width: Int) -> [Place] {
      let shown = indices.sorted()
      var widths = shown.map { JobColumn.all[$0].width(measures).minimum }
      var spare = width - widths.reduce(gap * (shown.count - 1), +)
      grow(&widths, of: shown, from: &spare)
      var start = 0
      return zip(shown, widths).map { index, wide in
        defer { start += wide + gap }
        return Place(
          index: index,
          start: start,
          width: min(wide, max(0, width - start))
        )
      }
    }

    /// The places with room kept free for columns that are to come, so that nothing moves when they
    /// do; nothing where others would leave for that, or titles and long reasons be cut.
    func adding(_ expected: [Int], in width: Int) -> [Place]? {
      var all = self
      for index in expected {
        guard all.add(index, within: width) else { return nil }
      }
      let places = all.places(in: width)
      let isCut = places.contains { place in
        switch place.column.width(measures) {
        case .flexible(_, _, let longest): place.width < longest
        // For a longer reason than usual others have moved already.
        case .growing(_, _, let maximum):
          maximum > JobColumn.usualReason && place.width < min(maximum, JobColumn.longReason)
        // An id would be cut as soon as they come.
        case .fixed, .stepped: false
        }
      }
      return isCut ? nil : places
    }

    /// Room that is left over: title and reasons until they are comfortable, reasons that can
    /// be read, the title until most are whole, bars that can be read, all of the title, then more of
    /// the ids, and longer bars; what is still left is for reasons, from the start, so that nothing
    /// moves when a long one comes.
    private func grow(_ widths: inout [Int], of shown: [Int], from spare: inout Int) {
      let rules = shown.map { JobColumn.all[$0].width(measures) }
      for share in Share.allCases {
        for (position, rule) in rules.enumerated() {
          let more = max(0, min(spare, share.wish(of: rule, width: widths[position], spare: spare)))
          widths[position] += more
          spare -= more
        }
      }
    }
  }

  /// The rounds in which room is given away; reasons and ids are read, bars only looked at.
  private enum Share: CaseIterable {
    case comfort, reasons, title, growth, rest, ids, prose, whole, bars, room

    /// Few titles are longer.
    private static let most = 40
    /// Enough for a bar and for most of a reason.
    private static let readable = 20
    /// Few reasons are longer, and eyes do not find their way across more.
    private static let roomy = 80

    func wish(of rule: ColumnWidth, width: Int, spare: Int) -> Int {
      switch (self, rule) {
      case (.comfort, .flexible(_, let comfortable, let longest)): min(comfortable, longest) - width
      // The last column of it waits until titles are whole.
      case (.comfort, .growing(_, let comfortable, _)): comfortable - 1 - width
      case (.reasons, .growing(let minimum, let comfortable, let maximum))
      where comfortable > minimum:
        min(spare / 2, min(maximum, Self.readable + 8) - width)
      case (.ids, .stepped(_, let full, _)):
        spare >= full - width ? full - width : 0
      case (.title, .flexible(_, _, let longest)): min(spare, min(longest, Self.most) - width)
      case (.growth, .growing(_, _, let maximum)):
        min(spare / 2, min(maximum, Self.readable) - width)
      case (.prose, .growing(_, _, let maximum)) where maximum > JobColumn.usualReason:
        min(spare, maximum - width)
      case (.bars, .growing(let minimum, _, let maximum)):
        min((spare + width - minimum) / 2 + minimum, maximum) - width
      case (.room, .growing(_, _, let maximum)): min(spare, max(maximum, Self.roomy) - width)
      case (.whole, .stepped(_, _, let whole)): spare >= whole - width ? whole - width : 0
      case (.rest, .flexible(_, _, let longest)): min(spare, longest - width)
      case (.comfort, _), (.reasons, _), (.title, _), (.growth, _), (.rest, _),
        (.ids, _), (.prose, _), (.whole, _), (.bars, _), (.room, _):
        0
      }
    }
  }
}

extension [ColumnLayout.Chosen] {
  /// Those that show a column which neither the first choice nor one before them has.
  fileprivate func bringingNews(to first: [Int]) -> Self {
    var seen = Set(first)
    return filter { window in
      defer { seen.formUnion(window.indices) }
      return !seen.isSuperset(of: window.indices)
    }
  }
}
