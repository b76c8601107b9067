/// A file that is looked at again and again: what was read of it last, and what is wrong with it.
struct FollowedFile {
  private var text: String
  /// Why it cannot be used, as it was told last.
  private var trouble: String?
  /// The last look could not read it.
  private var isInDoubt = false

  /// Begins with what was read of it.
  init(_ text: String = "") {
    self.text = text
  }

  /// What there is to be told after a look.
  enum Finding: Hashable {
    case nothing
    /// It says something else now.
    case changed(text: String, file: String)
    /// It cannot be read, and why, once.
    case lost(why: String)
    /// It says again what it said before.
    case back(file: String)
  }

  /// Reads it again.
  ///
  /// Who saves a file may take it away for a moment: what cannot be read is looked at twice, unless
  /// somebody asked for it.
  mutating func look(
    isAskedFor: Bool = false,
    _ read: () throws -> (text: String, file: String)
  ) -> Finding {
    do {
      let (text, file) = try read()
      isInDoubt = false
      defer { trouble = nil }
      guard text == self.text else {
        self.text = text
        return .changed(text: text, file: file)
      }
      return trouble == nil ? .nothing : .back(file: file)
    } catch {
      guard isInDoubt || isAskedFor else {
        isInDoubt = true
        return .nothing
      }
      let why = "\(error)"
      guard why != trouble else { return .nothing }
      trouble = why
      return .lost(why: why)
    }
  }
}
