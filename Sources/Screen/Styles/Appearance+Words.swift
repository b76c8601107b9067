extension Appearance {
  /// Reads an appearance as theme files write it, as in `red on panel bold`.
  ///
  /// The order is: a colour for the letters, `on` and a colour behind them, attributes; each may be
  /// left out. A colour is a name that the theme gave, one of the sixteen (`bright-blue`), a number
  /// up to 255, `#rrggbb`, or `default`.
  /// - Throws: What is wrong with the first word that makes no sense.
  package init(words text: String, colours: [String: Colour] = [:]) throws(ThemeMistake) {
    self.init()
    var words = text.split(separator: " ").map { String($0) }[...]
    if let first = words.first, first != "on", Attributes(name: first) == nil {
      foreground = try Colour(word: first, colours: colours)
      words.removeFirst()
    }
    if words.first == "on" {
      guard let word = words.dropFirst().first else { throw .missingColour(after: "on") }
      background = try Colour(word: word, colours: colours)
      words.removeFirst(2)
    }
    for word in words {
      guard let attribute = Attributes(name: word) else { throw .notAnAttribute(word) }
      attributes.insert(attribute)
    }
  }
}

extension Colour {
  /// Reads the definition of a named colour, as in `#6cb6ff bright-blue`.
  ///
  /// The second word says which of the sixteen stands in for it: a name, or `default`.
  /// - Throws: What is wrong with the word that makes no sense.
  package init(definition text: String) throws(ThemeMistake) {
    let words = text.split(separator: " ").map { String($0) }
    guard let first = words.first else { throw .notAColour("") }
    self = try Colour(word: first, colours: [:])
    guard words.count > 1 else { return }
    guard words.count == 2, case .exact(let rgb, _) = self else { throw .notAStandIn(words[1]) }
    if words[1] == "default" {
      self = .exact(rgb, standIn: nil)
    } else if let number = Colour.names.firstIndex(of: words[1]) {
      self = .exact(rgb, standIn: UInt8(number))
    } else {
      throw .notAStandIn(words[1])
    }
  }

  fileprivate init(word: String, colours: [String: Colour]) throws(ThemeMistake) {
    if let named = colours[word] {
      self = named
    } else if word == "default" {
      self = .standard
    } else if let number = Colour.names.firstIndex(of: word) {
      self = .indexed(UInt8(number))
    } else if let number = UInt8(word) {
      self = .indexed(number)
    } else if let rgb = RGB(hexadecimal: word) {
      self = .exact(rgb, standIn: Palette.nearest(to: rgb, in: 0...15))
    } else {
      throw .notAColour(word)
    }
  }
}

extension Attributes {
  fileprivate init?(name: String) {
    guard let found = Self.names.first(where: { $0.name == name }) else { return nil }
    self = found.attribute
  }
}
