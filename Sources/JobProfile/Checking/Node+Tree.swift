import Yams

extension Node {
  /// The tree of a YAML text; nothing where it holds no document.
  ///
  /// Nobody asks a node for its type: each reader takes the text as what its place wants. Without the
  /// regular expressions that would guess it, reading takes half the time.
  /// - Throws: `YamlError`.
  package static func tree(of yaml: String) throws -> Node? {
    try Yams.compose(yaml: yaml, .basic)
  }
}
