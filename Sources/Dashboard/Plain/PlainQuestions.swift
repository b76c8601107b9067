import JobModel

/// The inputs of a job that is being started, asked for one by one.
struct PlainQuestions: Sendable {
  let server: ServerDescription
  private(set) var inputs: [String: JSON] = [:]
  private var index = 0

  init(_ server: ServerDescription) {
    self.server = server
  }

  /// What is asked for now; nothing when all is answered.
  var field: InputField? {
    server.inputs.indices.contains(index) ? server.inputs[index] : nil
  }

  /// The question, as in `2 of 3: language, French or Hindi, else French`.
  var question: String? {
    guard let field else { return nil }
    let standard = field.defaultValue.map { ", else \($0.text ?? $0.description)" } ?? ""
    let need = field.needsAnswer ? "" : standard.isEmpty ? ", or nothing" : standard
    return "\(index + 1) of \(server.inputs.count): \(field.name), \(field.allowed)\(need)?"
  }

  /// Takes an answer.
  /// - Returns: What is wrong with it, if anything is.
  mutating func answer(_ text: String) -> String? {
    guard let field else { return nil }
    if text.isEmpty {
      if field.needsAnswer { return "\(field.name) must be given." }
    } else {
      guard let value = field.value(of: text) else {
        return "\(field.name) cannot be “\(text)”: it is \(field.allowed)."
      }
      inputs[field.name] = value
    }
    index += 1
    return nil
  }
}
