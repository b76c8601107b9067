import Assets
import Foundation
import JobModel
import TestSupport
import Testing
import Yams

@testable import JobProfile

/// What editors know of profiles is what the checker knows.
struct SchemaTests {
  let schema: JSONSchema

  init() throws {
    schema = JSONSchema(root: try JSON(parsing: Asset.profileSchema.text))
  }

  @Test(arguments: Profile.builtInNames)
  func `every profile conforms to the schema`(name: String) throws {
    let source = try #require(Profile.builtInSource(name))
    let tree = try #require(try Yams.compose(yaml: source))
    #expect(try schema.problems(in: JSON(tree)) == [])
  }

  @Test(arguments: [
    ("name: x", #": required ["name","status","states"]"#),
    ("name: x\nstatus: {request: FETCH /}\nstates: {}", "/status/request: pattern"),
    ("name: x\nstatus: {request: GET /}\nstates: {faild: x}", "/states: additionalProperties"),
    ("name: x\nstatus: {request: GET /, answer: 40}\nstates: {}", "/status/answer: anyOf"),
    (
      "name: x\nstatus: {request: GET /}\nstates: {}\nsimulate: {cors: all}", "/simulate/cors: enum"
    ),
  ])
  func `a mistake does not conform`(yaml: String, problem: String) throws {
    let tree = try #require(try Yams.compose(yaml: yaml))
    let found = try schema.problems(in: JSON(tree))
    #expect(found.count == 1 && found.first?.hasPrefix(problem) == true)
  }

  @Test func `the schema has the keys of the checker, section by section`() {
    let definitions = schema.root["$defs"]
    #expect(keys(schema.root) == SectionKeys.profile)
    #expect(keys(schema.root["properties"]?["poll"]) == SectionKeys.poll)
    #expect(keys(schema.root["properties"]?["limit"]) == SectionKeys.limit)
    #expect(keys(definitions?["answer"]?["anyOf"]?[1]) == SectionKeys.answer)
    #expect(keys(definitions?["input"]?["anyOf"]?[1]) == SectionKeys.input)
    #expect(keys(definitions?["state"]?["anyOf"]?[1]) == SectionKeys.state)
    #expect(keys(definitions?["word"]) == SectionKeys.word)
    #expect(Set(keys(definitions?["registration"])) == Set(SectionKeys.registration))
    #expect(keys(definitions?["simulate"]) == SectionKeys.simulate)
    #expect(keys(definitions?["credentials"]) == SectionKeys.credentials)
    #expect(
      keys(definitions?["simulate"]?["properties"]?["answers"])
        == ProfileReader.answerKinds.map(\.0.rawValue)
    )
    let states = JobState.withWords.map(\.rawValue) + ["missing"]
    #expect(keys(schema.root["properties"]?["states"]) == states)
  }

  @Test(arguments: JobOperation.allCases)
  func `the schema has the keys of every operation`(operation: JobOperation) {
    #expect(
      Set(keys(schema.root["$defs"]?[operation.rawValue])) == Set(operation.keys)
    )
  }

  @Test(arguments: Push.Kind.allCases)
  func `the schema has the keys of every kind of push`(kind: Push.Kind) {
    #expect(Set(keys(schema.root["$defs"]?[kind.rawValue])) == Set(kind.keys))
    let kinds = keys(schema.root["properties"]?["push"])
    #expect(Set(kinds) == Set(Push.Kind.allCases.map(\.rawValue)))
  }

  @Test func `the description names every key and every fact`() throws {
    let file = BuiltInTests.folder.appending(path: "Profiles/README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let tables = [
      SectionKeys.profile, SectionKeys.answer, SectionKeys.input, SectionKeys.state,
      SectionKeys.poll, SectionKeys.limit, SectionKeys.word, SectionKeys.registration,
      SectionKeys.simulate, SectionKeys.credentials, ProfileReader.answerKinds.map(\.0.rawValue),
      JobOperation.allCases.flatMap(\.keys), Push.Kind.allCases.flatMap(\.keys),
      Push.Kind.allCases.map(\.rawValue), Fact.Name.allCases.map(\.rawValue),
      FactForm.allCases.map(\.rawValue), Profile.builtInNames,
    ]
    let words = Set(text.split { !($0.isLetter || $0 == "-") }.map(String.init))
    #expect(Set(tables.joined()).subtracting(words) == [])
  }

  private func keys(_ section: JSON?) -> [String] {
    section?["properties"]?.members.map(\.name) ?? []
  }
}

extension JSON {
  /// A tree of YAML as JSON, plain words by their types.
  fileprivate init(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain ? JSON(plainScalar: scalar.string) : nil
      self = plain ?? .string(scalar.string)
    case .sequence(let nodes): self = .array(nodes.map { JSON($0) })
    case .mapping(let pairs):
      self = .object(pairs.map { Member($0.key.scalar?.string ?? "", JSON($0.value)) })
    case .alias: self = .null
    }
  }
}
