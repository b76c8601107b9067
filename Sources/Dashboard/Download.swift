import JobModel

/// A result that is to be saved in the current folder.
package struct Download: Hashable, Sendable {
  /// The run whose result it is.
  package var run: RunID
  /// The short name of its server.
  package var server: String
  /// What is saved.
  package var content: Content
  /// What the file is called, unless there is one of that name.
  package var name: String

  /// Where the bytes come from.
  package enum Content: Hashable, Sendable {
    /// They are fetched; credentials go only to the job's own server.
    case url(String)
    /// They are known.
    case bytes([UInt8])
  }

  /// Describes a download.
  package init(run: RunID, server: String, content: Content, name: String) {
    self.run = run
    self.server = server
    self.content = content
    self.name = name
  }

  /// How far one is.
  package enum Progress: Hashable, Sendable {
    /// So many bytes are here, of so many where the server says how many there are.
    case received(Int, of: Int?)
    /// It is saved under that name.
    case saved(name: String, bytes: Int)
    /// It came to nothing, and why, as a sentence.
    case failed(String)
  }
}
