import JobModel
import JobProfile

extension Profile {
  /// A value for each input that has no default, by the input's name.
  package var sampleInputs: [String: JSON] {
    var values: [String: JSON] = [:]
    for field in inputs where field.defaultValue == nil {
      values[field.name] =
        switch field.type {
        case .text: "text"
        case .number, .integer: 3
        case .boolean: true
        case .url: "http://127.0.0.1/x"
        case .list: ["a", "b"]
        case .choice(let choices): .string(choices[0])
        }
    }
    return values
  }
}
