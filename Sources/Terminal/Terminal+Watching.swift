import CNcurses
import Dispatch
import Glibc
import Screen

extension Terminal {
  /// Stops the program as a shell's ctrl-z does; returns when it goes on.
  ///
  /// What was on the screen is then there again, and `.resized` tells the size.
  package func suspend() {
    guard isOpen else { return }
    leave()
    signals.stopProcess()
    resume()
  }

  func watchKeyboard() -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(fileDescriptor: device.keyboard, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.readKeys()
        guard self.device.isHungUp else { return }
        // A dead terminal is readable for ever.
        self.input?.cancel()
        self.tell([.ended(.hungUp)])
      }
    }
    source.resume()
    return source
  }

  func watchSignals() {
    on(SIGWINCH) { $0.measure() }
    on(SIGCONT) { $0.resume() }
    on(SIGTSTP) { $0.suspend() }
    on(SIGINT) { $0.tell([.ended(.interrupted)]) }
    on(SIGTERM) { $0.tell([.ended(.terminated)]) }
    on(SIGHUP) { $0.tell([.ended(.hungUp)]) }
  }

  private func on(_ signal: Int32, _ body: @escaping @MainActor (Terminal) -> Void) {
    signals.on(signal) { [weak self] in
      if let self, self.isOpen { body(self) }
    }
  }

  func readKeys() {
    guard isOpen else { return }
    var events: [TerminalEvent] = []
    let (inputs, isAll) = keyboard.read()
    for input in inputs {
      switch input {
      case .key(let key): events.append(.key(key))
      case .mouse(let mouse): events.append(.mouse(mouse))
      case .focused(let isFocused): events.append(.focused(isFocused))
      case .answer(let answer): take(answer)
      }
    }
    if !events.isEmpty { tell(events) }
    guard !isAll else { return }
    // Whatever else waits has its turn before the rest.
    DispatchQueue.main.async { [weak self] in
      MainActor.assumeIsolated { self?.readKeys() }
    }
  }

  /// After a stop, also one that nobody could catch: meanwhile a shell has had the terminal, and a
  /// stopped program is told of no new size.
  ///
  /// A shell's `bg` lets the program go on without the terminal: then it stops again until `fg`.
  private func resume() {
    if !device.isInForeground {
      leave()
      signals.stopProcess()
    }
    enter()
    measure()
    readKeys()
  }

  /// Sends everything that is on the screen again, also what has not changed.
  package func redraw() {
    clearok(curses_physical_screen(), true)
    wrefresh(curses_window())
  }

  /// Takes over the window's size, and paints again what is shown.
  private func measure() {
    if device.size != size {
      size = device.size
      resizeterm(Int32(size.rows), Int32(size.columns))
      shown = nil
    }
    // The terminal may have moved or cleared everything; ncurses sends all that it has, again.
    redraw()
    tell([.resized(size)])
  }
}
