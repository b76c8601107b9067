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

  func draw(on grid: inout Grid) {
    let inner = region.dialog(width: Self.width, height: 1).width - 4
    let lines = lines
    let room = region.height - 2 - lines.count - 2
    let request = requestLines(width: inner)
    let shown = request.prefix(max(0, room - 1))
    let extra = shown.isEmpty ? 0 : shown.count + 1
    let region = region.dialog(width: Self.width, height: lines.count + 4 + extra)
    // The last lines belong to the field that has the focus, and to the request.
    let height = max(1, region.height - 2 - extra - (region.height > 4 ? 2 : 1))
    let frame = FrameView(title: title(hidesSome: height < lines.count), region: region)
    frame.draw(on: &grid)
    let inside = frame.inside
    draw(
      lines,
      Region(row: inside.row, column: inside.column, width: inside.width, height: height),
      on: &grid
    )
    let about = inside.row + inside.height - extra - 1
    if inside.height > 1 { drawAbout(row: about, inside, on: &grid) }
    for (offset, line) in shown.enumerated() {
      grid.put(
        line,
        row: about + 2 + offset,
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

  private func draw(_ lines: [Int?], _ inside: Region, on grid: inout Grid) {
    let labelWidth = min(20, form.fields.map { TextWidth.columns(of: label(of: $0)) }.max() ?? 0)
    let first = Viewport.firstLine(
      keeping: lines.firstIndex(of: form.focus) ?? 0,
      visibleFrom: 0,
      height: inside.height,
      count: lines.count
    )
    for (offset, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
      guard let index = line else { continue }
      draw(index, row: inside.row + offset, inside, labelWidth: labelWidth, on: &grid)
    }
  }

  private func label(of field: FormField) -> String {
    field.field.name + (field.field.isRequired ? " *" : "")
  }

  private func draw(
    _ index: Int,
    row: Int,
    _ inside: Region,
    labelWidth: Int,
    on grid: inout Grid
  ) {
    let field = form.fields[index]
    let isFocused = index == form.focus
    let role: Role = field.problem != nil ? .error : isFocused ? .strong : .plain
    let text = TextWidth.truncated(label(of: field), to: labelWidth)
    grid.put(text, row: row, column: inside.column, width: labelWidth, style: Style(role))
    let column = inside.column + labelWidth + 2
    let width = inside.endColumn - column
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

  private func drawChoice(
    _ field: FormField,
    _ isFocused: Bool,
    row: Int,
    column: Int,
    width: Int,
    on grid: inout Grid
  ) {
    let value = field.input.text.isEmpty ? "–" : field.input.text
    let spans = [
      Span("◂ ", isFocused ? .hintKey : .faint), Span(value, isFocused ? .strong : .plain),
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
