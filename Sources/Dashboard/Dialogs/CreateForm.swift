import JobModel
import Screen

/// The inputs of a job that is about to be created.
struct CreateForm: Hashable, Sendable {
  let server: String
  /// How many jobs to create with them.
  let count: Int
  private(set) var fields: [FormField]
  private(set) var focus: Int

  /// Fills in what was sent last, else the defaults; the first field that needs an answer is next.
  init(_ server: ServerDescription, count: Int, last: [String: JSON]) {
    self.server = server.name
    self.count = count
    fields = server.inputs.map { FormField($0, value: last[$0.name]) }
    focus = fields.firstIndex { $0.field.needsAnswer && $0.input.text.isEmpty } ?? 0
  }

  mutating func moveFocus(by step: Int) {
    guard !fields.isEmpty else { return }
    focus = (focus + step + fields.count) % fields.count
  }

  mutating func choose(by step: Int) {
    guard fields.indices.contains(focus) else { return }
    if fields[focus].choices.isEmpty {
      fields[focus].input.take(step > 0 ? .right : .left)
    } else {
      fields[focus].choose(by: step)
    }
  }

  mutating func type(_ key: Key) {
    guard fields.indices.contains(focus) else { return }
    if !fields[focus].choices.isEmpty {
      if key == .character(" ") { fields[focus].choose(by: 1) }
    } else if fields[focus].input.take(key) {
      fields[focus].clearProblem()
    }
  }

  /// The inputs to send, or nothing where one makes no sense: the focus is on that one then.
  mutating func inputs() -> [String: JSON]? {
    var inputs: [String: JSON] = [:]
    for index in fields.indices {
      if let value = fields[index].check() { inputs[fields[index].field.name] = value }
    }
    guard let wrong = fields.firstIndex(where: { $0.problem != nil }) else { return inputs }
    focus = wrong
    return nil
  }
}

extension CreateForm {
  /// What the keys of a form do; anything else it leaves alone.
  mutating func perform(_ action: Action) {
    if action == .nextField { moveFocus(by: 1) }
    if action == .previousField { moveFocus(by: -1) }
    if action == .nextChoice { choose(by: 1) }
    if action == .previousChoice { choose(by: -1) }
  }
}
