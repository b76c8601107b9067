/// What puts text into the clipboard of whoever sits at the terminal (OSC 52), however far away the
/// program runs.
package enum ClipboardSequence {
  /// What stands between a program and the terminal.
  package enum Multiplexer: Hashable, Sendable {
    case tmux, screen

    /// By what they set for what runs in them.
    package init?(environment: [String: String]) {
      if environment["TMUX"]?.isEmpty == false {
        self = .tmux
      } else if environment["STY"]?.isEmpty == false {
        self = .screen
      } else {
        return nil
      }
    }
  }

  /// GNU screen takes no longer strings through.
  private static let screenLimit = 512

  /// The sequence itself, which tmux obeys where `set-clipboard` is on, and the same wrapped for the
  /// terminal outside, which tmux hands on where `allow-passthrough` is.
  package static func text(_ text: String, through multiplexer: Multiplexer? = nil) -> String {
    let sequence = "\u{1B}]52;c;\(base64(text.utf8))\u{7}"
    switch multiplexer {
    case nil: return sequence
    case .tmux: return sequence + wrapped(sequence, for: .tmux)
    case .screen: return wrapped(sequence, for: .screen)
    }
  }

  /// How a terminal is asked for a notification; one that knows both would show it twice.
  package enum Notice: Hashable, Sendable {
    /// As iTerm2 began it and kitty, WezTerm, Ghostty, foot and others took it over (OSC 9).
    case iTerm
    /// As urxvt began it and the terminals of GNOME and Xfce (VTE) took it over (OSC 777).
    case urxvt

    /// By what the terminal sets for what runs in it.
    package init(environment: [String: String]) {
      let isVTE = environment["VTE_VERSION"]?.isEmpty == false
      let isRxvt = environment["TERM"]?.hasPrefix("rxvt") == true
      self = isVTE || isRxvt ? .urxvt : .iTerm
    }

    /// What doctor calls it.
    package var name: String {
      switch self {
      case .iTerm: "OSC 9"
      case .urxvt: "OSC 777"
      }
    }
  }

  /// A notification by the terminal itself, where it knows that manner; elsewhere nothing happens.
  package static func notification(
    _ text: String,
    as notice: Notice,
    through multiplexer: Multiplexer? = nil
  ) -> String {
    let shown = TextWidth.truncated(TextWidth.visible(text), to: 200)
    let sequence =
      switch notice {
      case .iTerm: "\u{1B}]9;jobtop: \(shown)\u{7}"
      case .urxvt: "\u{1B}]777;notify;jobtop;\(shown)\u{7}"
      }
    return multiplexer.map { wrapped(sequence, for: $0) } ?? sequence
  }

  /// A sequence for the terminal outside.
  private static func wrapped(_ sequence: String, for multiplexer: Multiplexer) -> String {
    switch multiplexer {
    case .tmux:
      let doubled = sequence.split(separator: "\u{1B}", omittingEmptySubsequences: false)
      return "\u{1B}Ptmux;\(doubled.joined(separator: "\u{1B}\u{1B}"))\u{1B}\\"
    case .screen:
      var wrapped = ""
      var rest = sequence[...]
      while !rest.isEmpty {
        wrapped += "\u{1B}P\(rest.prefix(screenLimit))\u{1B}\\"
        rest = rest.dropFirst(screenLimit)
      }
      return wrapped
    }
  }

  /// RFC 4648, 4.
  private static func base64(_ bytes: some Collection<UInt8>) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let value = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        let index = Int(value >> (18 - 6 * UInt32(place)) & 63)
        encoded.append(place <= group.count ? letters[index] : UInt8(ascii: "="))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
