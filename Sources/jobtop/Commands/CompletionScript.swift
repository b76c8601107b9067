/// The script by which a shell completes what is typed, with the options of the dashboard where no
/// command is named: the parser offers there those of the program alone.
enum CompletionScript {
  /// The script for that shell; nothing where the parser has none, or has come to write it otherwise.
  static func text(for shell: String, of script: String) -> String? {
    switch shell {
    case "bash": replaced(script, "    local -a repeating_flags=()\n", with: bash)
    case "zsh": replaced(script, "    local -ar arg_specs=(\n", with: zsh)
    case "fish": fish(script)
    default: nil
    }
  }

  /// A word that begins with a hyphen in the place of a command.
  private static let bash = """
        if [[ "${COMP_WORDS[1]}" == -* ]]; then
            local -a repeating_flags non_repeating_flags repeating_options non_repeating_options
            _jobtop_dashboard
            return
        fi


    """

  private static let zsh = """
        if [[ "${words[2]}" == -* ]]; then
            _jobtop_dashboard && ret=0
            return "${ret}"
        fi


    """

  private static let fish = """
            if string match -q -- '-*' $unparsed_tokens[2]
                set unparsed_tokens $unparsed_tokens[1] dashboard $unparsed_tokens[2..]
            end

    """

  /// Before anything is typed no word says that the dashboard is meant: its lines stand for both.
  private static func fish(_ script: String) -> String? {
    let command = #"flags_or_options "jobtop dashboard""#
    guard script.contains(command),
      let script = replaced(script, "        __jobtop_parse_subcommand 0 'version'", with: fish)
    else { return nil }
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    return lines.flatMap { line in
      // Of version and help the program has its own.
      line.contains(command) && !line.contains("-l 'version'") && !line.contains("-l 'help'")
        ? [line, line.replacing(command, with: #"flags_or_options "jobtop""#)] : [line]
    }.joined(separator: "\n")
  }

  /// The script with something before the first line of that kind.
  private static func replaced(_ script: String, _ line: String, with text: String) -> String? {
    guard let place = script.firstRange(of: line) else { return nil }
    var script = script
    script.insert(contentsOf: text, at: place.lowerBound)
    return script
  }
}
