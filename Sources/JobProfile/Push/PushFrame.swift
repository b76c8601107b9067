import JobModel

/// One message on a push connection, whatever its kind.
package struct PushFrame: Hashable, Sendable {
  /// The event's name, where the kind has names.
  package var name: String?
  /// Where the stream goes on after a break, where the kind has ids.
  package var id: String?
  private var content: Content

  private enum Content: Hashable, Sendable {
    case value(JSON?)
    case text(String)
  }

  /// What it says; nothing where that is not JSON.
  package var message: JSON? {
    switch content {
    case .value(let message): message
    case .text(let text): try? JSON(parsing: text)
    }
  }

  /// Makes a message.
  package init(name: String? = nil, message: JSON?, id: String? = nil) {
    self.name = name
    self.id = id
    content = .value(message)
  }

  /// Takes a message as it came, which is read each time it is asked for.
  ///
  /// Thousands may wait for their turn. As text they take a tenth of the room, and who reads them one
  /// after the other does it in the same place.
  package init(name: String? = nil, text: String, id: String? = nil) {
    self.name = name
    self.id = id
    content = .text(text)
  }
}
