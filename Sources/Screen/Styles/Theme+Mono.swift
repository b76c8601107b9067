extension Theme {
  /// A theme without colours, for `NO_COLOR` and for terminals that have none.
  ///
  /// Weight and underline carry what colour would; reverse video belongs to the selection, to what
  /// went wrong, and to the sorted column's title.
  package static let mono: Theme = {
    var theme = Theme(
      name: "mono",
      canvas: Canvas(
        foreground: RGB(hexadecimal: 0xD0D4DA),
        background: RGB(hexadecimal: 0x14171C)
      ),
      dimming: 0
    )
    for role in Role.allCases { theme[role] = Appearance(monoAttributes(of: role)) }
    return theme
  }()

  private static func monoAttributes(of role: Role) -> Attributes {
    switch role {
    case .plain, .waiting, .success, .chipGood, .hintText, .serverCyan, .serverMagenta,
      .serverYellow, .serverGreen, .serverBlue, .serverRed:
      []
    case .faint, .stopped, .barEmpty, .frame: .dim
    case .strong, .title, .active, .hintKey, .barFull, .frameTitle, .chipWarning, .notice: .bold
    case .columns, .failure, .attention, .match, .chipBad: [.bold, .underline]
    case .missing, .input: .underline
    case .sortedColumn, .error: [.bold, .reverse]
    }
  }
}
