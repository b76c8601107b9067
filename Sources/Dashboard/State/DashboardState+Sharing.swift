import JobModel
import Screen

extension DashboardState {
  /// More than that no terminal's clipboard takes: 100,000 characters of base64.
  static let clipboardLimit = 74_994

  mutating func openCopyMenu(at now: Timestamp) {
    guard !targets.isEmpty else {
      notice = .news("There is no job here to copy.", at: now)
      return
    }
    overlays.append(.copy(marked: .id))
  }

  /// Copies a part of the marked rows, or of the one under the cursor.
  mutating func copy(_ part: CopyPart, at now: Timestamp) -> [DashboardEffect] {
    if case .copy = overlays.last { overlays.removeLast() }
    let source = shareable
    let rows = targets.compactMap { source.table.row(of: $0.run) }
    let texts = rows.compactMap { source.text(of: part, $0) }
    guard !texts.isEmpty else {
      notice = .news("There is no \(part.name) to copy: the server has given none yet.", at: now)
      return []
    }
    let text = part.joined(texts)
    guard text.utf8.count <= DashboardState.clipboardLimit else {
      let size = ShortText.total(text.utf8.count / 1000)
      notice = .trouble(
        "Not copied: \(size) kB, and a terminal's clipboard takes 75 kB. Mark fewer rows, or write "
          + "a file with ctrl-s.",
        at: now
      )
      return []
    }
    guard takesCopies else {
      notice = .trouble(DashboardState.uncopied(text), at: now)
      return []
    }
    let what = texts.count == 1 ? "the \(part.name)" : "\(texts.count) × \(part.name)"
    notice = .news("Copied \(what), by OSC 52; a terminal may refuse it.", at: now)
    return [.copy(text)]
  }

  /// What is said where there is no clipboard to put a text into: what is short can be typed off.
  package static func uncopied(_ text: String) -> String {
    guard text.count <= 120, !text.contains("\n") else {
      return "This terminal cannot take a copy; ctrl-s writes a file."
    }
    return "This terminal cannot take a copy: \(text)"
  }

  /// That part of a job; nothing where it has none yet.
  func text(of part: CopyPart, _ row: JobRow) -> String? {
    let id = row.job.jobID?.rawValue
    switch part {
    // What is pasted into a shell must not be able to press keys there.
    case .id: return id?.isEmpty == false ? id.map(\.withoutControls) : nil
    case .url: return url(of: row.job)?.withoutControls
    case .json: return row.json.description
    }
  }

  /// Where its result is, else where the server tells how it stands.
  private func url(of job: Job) -> String? {
    if let result = job.result?.text, result.contains("://") { return result }
    guard let server = server(named: job.server) else { return nil }
    return job.jobID.flatMap { server.url(of: $0) } ?? server.url
  }

  mutating func openExport(at now: Timestamp) {
    overlays.append(.export(ExportDialog(at: now, utcOffset: utcOffset)))
  }

  /// Writes what the dialog says; it is not on the picture.
  mutating func export(_ dialog: ExportDialog, at now: Timestamp) -> [DashboardEffect] {
    let file = dialog.input.text.trimmed
    guard !file.isEmpty else {
      overlays.append(.export(dialog))
      notice = .trouble("A file needs a name.", at: now)
      return []
    }
    let state = shareable
    let content: ExportContent
    switch dialog.format {
    case .csv: content = .text(RowExport(state: state, now: now).csv)
    case .json: content = .text(RowExport(state: state, now: now).json)
    case .markdown: content = .text(RowExport(state: state, now: now).markdown)
    case .text: content = .text(state.rendered(size: size, at: now).text + "\n")
    case .ansi: content = .ansi(state.rendered(size: size, at: now))
    case .svg: content = .svg(state.rendered(size: size, at: now))
    }
    return [.write(content, file: file)]
  }
}

extension String {
  fileprivate var withoutControls: String {
    let scalars = unicodeScalars.filter { $0.properties.generalCategory != .control }
    return String(String.UnicodeScalarView(scalars))
  }
}
