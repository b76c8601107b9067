import Glibc

/// Locales whose characters are those of Unicode.
package enum UTF8Locale {
  /// The user's own, then those that most machines have.
  static let names = ["", "C.UTF-8", "en_US.UTF-8"]

  /// Whether this machine has one: without any, curses shows a blank for each character beyond ASCII.
  package static var isInstalled: Bool {
    names.contains { name in
      guard let locale = newlocale(LC_CTYPE_MASK, name, nil) else { return false }
      defer { freelocale(locale) }
      return String(cString: nl_langinfo_l(Int32(CODESET), locale)) == "UTF-8"
    }
  }
}
