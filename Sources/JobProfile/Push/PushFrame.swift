import JobModel

/// One message on a push connection, whatever its kind.
package struct PushFrame: Hashable, Sendable {
  /// The event's name, where the kind has names.
  package var name: String?
  /// What it says; nothing where that is not JSON.
  package var message: JSON?
  /// Where the stream goes on after a break, where the kind has ids.
  package var id: String?

  /// Makes a message.
  package init(name: String? = nil, message: JSON?, id: String? = nil) {
    self.name = name
    self.message = message
    self.id = id
  }
}
