import JobModel
import Screen

/// What is asked before a job, or many, is created: how many, and the inputs of the profile.
struct CreateForm: Hashable, Sendable {
  let server: String
  /// For many jobs: how many, how fast, under which label; these come first.
  let isForMany: Bool
  private(set) var fields: [FormField]
  private(set) var focus: Int
  /// How the request would look, once somebody has said it.
  var preview: RequestPreview?

  /// Fills in what is given, else the defaults; the first field that needs an answer is next.
  init(_ server: ServerDescription, isForMany: Bool, given: [String: JSON]) {
    self.server = server.name
    self.isForMany = isForMany
    let many = isForMany ? Self.manyFields.map { FormField($0, value: nil) } : []
    fields = many + server.inputs.map { FormField($0, value: given[$0.name]) }
    focus = fields.firstIndex { $0.field.needsAnswer && $0.input.text.isEmpty } ?? 0
  }

  var withoutPreview: CreateForm {
    var form = self
    form.preview = nil
    return form
  }

  /// Where the profile's inputs begin.
  var firstInput: Int { isForMany ? Self.manyFields.count : 0 }

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

  /// Goes to a field, and in it to where it was clicked.
  mutating func go(to index: Int, _ part: FormField.Part) {
    guard fields.indices.contains(index) else { return }
    focus = index
    switch part {
    case .label: break
    case .character(let place): fields[index].input.go(to: place)
    case .choice(let step): fields[index].choose(by: step)
    }
  }

  /// The line that is typed into; nothing where one picks.
  var typed: TextInput? {
    guard fields.indices.contains(focus), fields[focus].choices.isEmpty else { return nil }
    return fields[focus].input
  }

  mutating func type(_ key: Key) {
    guard fields.indices.contains(focus) else { return }
    if !fields[focus].choices.isEmpty {
      if key == .character(" ") { fields[focus].choose(by: 1) }
    } else {
      fields[focus].type(key)
    }
  }

  /// The inputs as they stand, without those that make no sense.
  var inputs: [String: JSON] {
    fields[firstInput...].reduce(into: [:]) { $0[$1.field.name] = $1.value }
  }

  /// What is asked for, or nothing where a field makes no sense: the focus is on that one then.
  mutating func order() -> CreateOrder? {
    for index in fields.indices { fields[index].check() }
    if let wrong = fields.firstIndex(where: { $0.problem != nil }) {
      focus = wrong
      return nil
    }
    guard isForMany else { return CreateOrder(inputs: inputs) }
    return CreateOrder(
      inputs: inputs,
      count: fields[0].value?.double.map { Int($0) } ?? 1,
      rate: fields[1].value?.double,
      label: fields[2].input.text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    )
  }

  private static let manyFields = [
    InputField(
      name: "How many",
      type: .integer,
      isRequired: true,
      minimum: 1,
      maximum: Double(Batch.most),
      about: "How many jobs to start with the same inputs"
    ),
    InputField(
      name: "Per second",
      type: .number,
      minimum: 0.001,
      maximum: 1000,
      about: "How many to start a second; empty: all at once"
    ),
    InputField(
      name: "Label",
      type: .text,
      about: "What they have in common; each is numbered behind it, as in “28 of 40”"
    ),
  ]
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
