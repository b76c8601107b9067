import JobModel
import Screen

/// The inputs of a job that is about to be created.
struct FormView {
  let form: CreateForm
  let region: Region

  func draw(on grid: inout Grid) {
    let labelWidth = min(20, form.fields.map { TextWidth.columns(of: label(of: $0)) }.max() ?? 0)
    let frame = FrameView(
      title: form.count > 1
        ? "\(form.count) new jobs on \(form.server)" : "New job on \(form.server)",
      region: region.centred(width: 72, height: form.fields.count + 4)
    )
    frame.draw(on: &grid)
    let inside = frame.inside
    // The last line belongs to the field that has the focus.
    let height = max(1, inside.height - (inside.height > 2 ? 2 : 1))
    let first = Viewport.firstLine(
      keeping: form.focus,
      visibleFrom: 0,
      height: height,
      count: form.fields.count
    )
    for (offset, index) in (first..<min(form.fields.count, first + height)).enumerated() {
      let row = inside.row + offset
      draw(index, row: row, inside, labelWidth: labelWidth, on: &grid)
    }
    drawAbout(inside, on: &grid)
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

  private func drawAbout(_ inside: Region, on grid: inout Grid) {
    guard form.fields.indices.contains(form.focus), inside.height > 1 else { return }
    let field = form.fields[form.focus]
    let row = inside.row + inside.height - 1
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
