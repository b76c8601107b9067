import Screen

/// What a program of the user's own has written, and below it how it ended.
struct CommandOutputLines {
  let run: CommandRun
  let width: Int

  var lines: [[Span]] {
    let cut: [[Span]] =
      run.isCut || run.lines.isCut ? [[Span("… what came before is not kept.", .faint)]] : []
    let output = run.lines.wrapped(to: width)
    let (sentence, role) = ending
    return cut + output + (output.isEmpty ? [] : [[]])
      + TextWrap.lines(of: sentence, width: width).map { [Span($0, role)] }
  }

  private var ending: (String, Role) {
    switch run.end {
    case nil: ("\(run.name) runs; Esc ends it.", .faint)
    case .exited(0): ("\(run.name) ended well, exit code 0.", .success)
    case .exited(let code): ("\(run.name) ended with exit code \(code).", .failure)
    case .killed(let signal): ("\(run.name) was ended by signal \(signal).", .failure)
    case .notStarted(let why): ("\(run.name) did not start: \(why).", .failure)
    }
  }
}
