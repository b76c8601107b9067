import HTTPTypes
import JobModel
import JobProfile
import TestSupport
import Testing
import Yams

/// An OpenAPI description that answers are held against.
struct APIDescription {
  private let root: JSON

  init(_ yaml: String) throws {
    root = JSON(try #require(try Yams.compose(yaml: yaml)))
  }

  /// What of an answer is not as described; empty: all of it is.
  func problems(
    in answer: WireAnswer,
    to method: HTTPRequest.Method,
    _ target: String
  ) throws -> [String] {
    let path = String(target.prefix { $0 != "?" })
    let paths = (root["paths"]?.members ?? []).filter { Self.fits(path, template: $0.name) }
    let best = paths.min { $0.name.count { $0 == "{" } < $1.name.count { $0 == "{" } }
    let operation = best?.value[method.rawValue.lowercased()]
    guard let response = followed(operation?["responses"]?["\(answer.code)"]) else {
      return ["\(method) \(path) is not described to answer \(answer.code)"]
    }
    guard let content = response["content"]?.members, !content.isEmpty else {
      return answer.body.isEmpty ? [] : ["a body that is not described"]
    }
    let type = answer.headers[.contentType] ?? ""
    guard let media = content.first(where: { type.hasPrefix($0.name) }) else {
      return ["\(type) is not described"]
    }
    guard media.name.hasSuffix("json"), let schema = media.value["schema"] else { return [] }
    guard let body = answer.json else { return ["no JSON"] }
    return try JSONSchema(root: root, schema: schema).problems(in: body)
  }

  private func followed(_ node: JSON?) -> JSON? {
    guard let pointer = node?["$ref"]?.string else { return node }
    return pointer.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] }
  }

  /// Whether a path is one of those that a template such as `/v1/jobs/{id}` stands for.
  private static func fits(_ path: String, template: String) -> Bool {
    let (given, wanted) = (path.split(separator: "/"), template.split(separator: "/"))
    return given.count == wanted.count
      && zip(given, wanted).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
  }
}

extension JSON {
  /// A YAML tree; what is quoted is text.
  fileprivate init(_ node: Node) {
    switch node {
    case .mapping(let pairs):
      self = .object(pairs.map { Member($0.key.scalar?.string ?? "", JSON($0.value)) })
    case .sequence(let nodes): self = .array(nodes.map { JSON($0) })
    case .scalar(let scalar):
      let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
      if !isQuoted, let number = node.int {
        self = .number(String(number))
      } else if !isQuoted, let truth = node.bool {
        self = .boolean(truth)
      } else {
        self = .string(scalar.string)
      }
    case .alias: self = .null
    }
  }
}
