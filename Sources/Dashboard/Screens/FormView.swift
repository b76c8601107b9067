import JobModel
import Screen

/// What is asked before jobs are created, and the request that comes of it.
///
///     ┌ New job on demo ────────────────────┐
///     │ video *   https://example.org/a.mp4 │   the fields
///     │ language  ◂ French ▸                │
///     │                                     │
///     │ Where the video can be fetched      │   about the field, or what is wrong with it
///     │                                     │
///     │ POST http://127.0.0.1:8080/v1/jobs  │   as it will be sent, where there is room
///     │ {"video":"https://example.org/a.mp4 │
///     └─────────────────────────────────────┘
struct FormView {
  let form: CreateForm
  let region: Region

  private static let width = 76
  private static let mostRequestLines = 9

  /// Where everything stands.
  private struct Plan {
    let frame: FrameView
    /// The lines of the fields.
    let fields: Region
    /// What they show: fields by their places, and blanks.
    let lines: ArraySlice<Int?>
    let labelWidth: Int
    let request: ArraySlice<String>
    /// The line about the field that has the focus.
    let about: Int

    /// Where the value of a field begins, and how wide it is.
    var value: Range<Int> { fields.column + labelWidth + 2..<fields.endColumn }
  }

  private var plan: Plan {
    let inner = region.dialog(width: Self.width, height: 1).width - 4
    let lines = lines
    let room = region.height - 2 - lines.count - 2
    let request = requestLines(width: inner)
    let shown = request.prefix(max(0, room - 1))
    let extra = shown.isEmpty ? 0 : shown.count + 1
    // The fields stay where they are while the request grows with what is typed.
    let most = lines.count + 4 + max(extra, min(room, Self.mostRequestLines + 1))
    var region = region.dialog(width: Self.width, height: most)
    region.height = min(region.height, lines.count + 4 + extra)
    // The last lines belong to the field that has the focus, and to the request.
    let height = max(1, region.height - 2 - extra - (region.height > 4 ? 2 : 1))
    let frame = FrameView(title: title(hidesSome: height < lines.count), region: region)
    var fields = frame.inside
    fields.height = height
    let first = Viewport.firstLine(
      keeping: lines.firstIndex(of: form.focus) ?? 0,
      visibleFrom: 0,
      height: height,
      count: lines.count
    )
    return Plan(
      frame: frame,
      fields: fields,
      lines: lines.dropFirst(first).prefix(height),
      labelWidth: min(
        max(14, inner * 2 / 5),
        form.fields.map { TextWidth.columns(of: label(of: $0)) }.max() ?? 0
      ),
      request: shown,
      about: frame.inside.row + frame.inside.height - extra - 1
    )
  }

  /// The field that stands at a cell, and what of it.
  func target(row: Int, column: Int) -> ScreenTarget? {
    let plan = plan
    guard plan.fields.contains(row: row, column: column),
      let line = plan.lines.dropFirst(row - plan.fields.row).first, let index = line
    else { return nil }
    let field = form.fields[index]
    let offset = column - plan.value.lowerBound
    guard offset >= 0 else { return .field(index, .label) }
    guard field.choices.isEmpty else {
      let end = TextWidth.columns(of: Self.shown(field)) + Self.arrows
      return .field(index, offset < end ? .choice(offset < 2 ? -1 : 1) : .label)
    }
    let place =
      index == form.focus
      ? PromptView.place(in: field.input, at: offset, width: plan.value.count)
      : PromptView.place(in: field.input, at: offset)
    return .field(index, .character(place))
  }

  func draw(on grid: inout Grid) {
    let plan = plan
    plan.frame.draw(on: &grid)
    for (offset, line) in plan.lines.enumerated() {
      guard let index = line else { continue }
      draw(index, row: plan.fields.row + offset, plan, on: &grid)
    }
    let inside = plan.frame.inside
    if inside.height > 1 { drawAbout(row: plan.about, inside, on: &grid) }
    for (offset, line) in plan.request.enumerated() {
      grid.put(
        line,
        row: plan.about + 2 + offset,
        column: inside.column,
        fitting: inside.width,
        role: offset == 0 ? .frameTitle : .faint
      )
    }
  }

  /// What is begun; where not all fields have room, which of them has the focus.
  private func title(hidesSome: Bool) -> String {
    let title = (form.isForMany ? "Many new jobs" : "New job") + " on " + form.server
    guard hidesSome else { return title }
    return title + ", field \(form.focus + 1) of \(form.fields.count)"
  }

  /// The fields by their places, with a blank before the inputs of many jobs.
  private var lines: [Int?] {
    let inputs = form.fields.indices.dropFirst(form.firstInput).map { Optional($0) }
    guard form.isForMany else { return inputs }
    let many = (0..<form.firstInput).map { Optional($0) }
    return many + (inputs.isEmpty ? [] : [nil]) + inputs
  }

  private func requestLines(width: Int) -> [String] {
    guard let preview = form.preview else { return [] }
    let lines = [preview.line] + preview.headers
    let body = preview.body.isEmpty ? [] : TextWrap.lines(of: preview.body, width: width)
    let all = lines + body
    guard all.count > Self.mostRequestLines else { return all }
    return all.prefix(Self.mostRequestLines - 1) + ["…"]
  }

  private func label(of field: FormField) -> String {
    field.field.name + (field.field.isRequired ? " *" : "")
  }

  private func draw(_ index: Int, row: Int, _ plan: Plan, on grid: inout Grid) {
    let field = form.fields[index]
    let isFocused = index == form.focus
    let role: Role = field.problem != nil ? .error : isFocused ? .strong : .plain
    let text = TextWidth.truncated(label(of: field), to: plan.labelWidth)
    let start = plan.fields.column
    grid.put(text, row: row, column: start, width: plan.labelWidth, style: Style(role))
    let (column, width) = (plan.value.lowerBound, plan.value.count)
    guard field.choices.isEmpty else {
      drawChoice(field, isFocused, row: row, column: column, width: width, on: &grid)
      return
    }
    if isFocused {
      PromptView.draw(field.input, on: &grid, row: row, column: column, width: width)
    } else {
      grid.fill(rows: row..<row + 1, columns: column..<column + width, style: Style(.input))
      grid.put(field.input.text, row: row, column: column, fitting: width, role: .input)
    }
  }

  /// What is picked of a choice.
  private static func shown(_ field: FormField) -> String {
    field.input.text.isEmpty ? "–" : field.input.text
  }

  /// The columns of the arrows beside it.
  private static let arrows = 4

  private func drawChoice(
    _ field: FormField,
    _ isFocused: Bool,
    row: Int,
    column: Int,
    width: Int,
    on grid: inout Grid
  ) {
    let spans = [
      Span("◂ ", isFocused ? .hintKey : .faint),
      Span(Self.shown(field), isFocused ? .strong : .plain),
      Span(" ▸", isFocused ? .hintKey : .faint),
    ]
    grid.put(spans, row: row, column: column, width: width)
  }

  private func drawAbout(row: Int, _ inside: Region, on grid: inout Grid) {
    guard form.fields.indices.contains(form.focus) else { return }
    let field = form.fields[form.focus]
    if let problem = field.problem {
      let text = "\(field.field.name) \(problem)"
      grid.put(text, row: row, column: inside.column, fitting: inside.width, role: .error)
    } else {
      let text = field.field.about ?? field.field.type.hint
      grid.put(text, row: row, column: inside.column, fitting: inside.width, role: .faint)
    }
  }
}

extension InputType {
  /// What may be entered, for fields that say nothing themselves.
  fileprivate var hint: String {
    switch self {
    case .text: "Any text"
    case .number: "A number"
    case .integer: "A whole number"
    case .boolean, .choice: "Space or arrows choose"
    case .url: "A URL"
    case .list: "Texts, separated by commas"
    }
  }
}
