import Foundation
import JobModel

/// The file of `create --input`: an object with the inputs of a job, or several, in an array or one
/// a line, for a job each.
struct InputFile {
  let objects: [Object]

  /// The inputs of one job as they stand in the file.
  struct Object {
    var members: [JSON.Member] = []
    /// Where it stands, for a sentence.
    var place = ""

    /// By the types of the server's inputs; null says nothing.
    /// - Throws: `CommandFailure` with the place and what is allowed.
    func values(of server: ServerDescription) throws -> [String: JSON] {
      var values: [String: JSON] = [:]
      for member in members where member.value != .null {
        let input = try InputFields.input(named: member.name, of: server, at: place)
        guard let value = Self.value(member.value, for: input) else {
          throw CommandFailure(
            .usage,
            "\(place): \(input.name) is \(input.allowed); \(member.value) is not."
          )
        }
        guard values.updateValue(value, forKey: input.name) == nil else {
          throw CommandFailure(.usage, "\(place) has \(input.name) twice; leave one of them.")
        }
      }
      return values
    }

    private static func value(_ value: JSON, for input: InputField) -> JSON? {
      if case .array(let elements) = value {
        return input.type == .list && elements.allSatisfy { $0.string != nil } ? value : nil
      }
      if case .object = value { return nil }
      return input.value(of: value.text ?? value.description)
    }
  }

  /// Reads a file; `-` is standard input.
  /// - Throws: `CommandFailure` where it cannot be read or is no such file.
  init(path: String) throws {
    let name = path == "-" ? "standard input" : path
    let data: Data
    do throws(ReadableFile.Trouble) {
      data = try ReadableFile.contents(ofArgument: path)
    } catch {
      throw CommandFailure(.usage, "--input \(path) cannot be read: \(error.why).")
    }
    objects = try Self.objects(in: Array(data), name)
    guard !objects.isEmpty else {
      throw CommandFailure(.usage, "\(name) holds no inputs: \(Self.right).")
    }
  }

  private static let right =
    "an object such as {\"title\": \"Keynote\"}, or several, in an array or one a line"

  private static func objects(in bytes: [UInt8], _ name: String) throws -> [Object] {
    guard let whole = try? JSON(parsing: bytes) else { return try lines(of: bytes, name) }
    guard case .array(let elements) = whole else { return [try object(whole, name)] }
    return try elements.enumerated().map { index, element in
      try object(element, "\(name), object \(index + 1)")
    }
  }

  private static func lines(of bytes: [UInt8], _ name: String) throws -> [Object] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return try lines.enumerated().compactMap { index, line in
      guard line.contains(where: { $0 > 0x20 }) else { return nil }
      let place = "\(name):\(index + 1)"
      return try object(try json(Array(line), place), place)
    }
  }

  private static func json(_ bytes: [UInt8], _ place: String) throws -> JSON {
    do throws(JSON.SyntaxError) {
      return try JSON(parsing: bytes)
    } catch {
      throw CommandFailure(.usage, "\(place) is no JSON (\(error.problem)): \(right).")
    }
  }

  private static func object(_ value: JSON, _ place: String) throws -> Object {
    guard case .object(let members) = value else {
      throw CommandFailure(.usage, "\(place) is no object: \(right).")
    }
    return Object(members: members, place: place)
  }
}
