import JobModel

extension SocketIOPacket {
  /// More digits than any server counts acknowledgements with.
  private static let longestNumber = 15

  /// Names that the protocol keeps for itself; no event may have one.
  private static let reservedEvents: Set<String> = [
    "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
  ]

  /// Reads one packet.
  package init(parsing text: some StringProtocol) throws(PacketMistake) {
    guard let type = text.first else { throw .empty }
    guard "01234".contains(type) else {
      throw type == "5" || type == "6" ? .binary : .unknownType(type)
    }
    var rest = text.dropFirst()[...]
    let namespace = SocketIOPacket.takeNamespace(from: &rest)
    let number = try SocketIOPacket.takeNumber(from: &rest)
    let data = try SocketIOPacket.json(in: rest)
    let content = try SocketIOPacket.content(of: type, number: number, data: data)
    self.init(content, namespace: namespace)
  }

  /// A namespace begins with a slash and ends before a comma, or with the packet.
  private static func takeNamespace<Text: StringProtocol>(
    from rest: inout Text
  ) -> String where Text.SubSequence == Text {
    guard rest.first == "/" else { return mainNamespace }
    let namespace = String(rest.prefix { $0 != "," })
    rest = rest.dropFirst(namespace.count + 1)
    return namespace
  }

  private static func takeNumber<Text: StringProtocol>(
    from rest: inout Text
  ) throws(PacketMistake) -> Int? where Text.SubSequence == Text {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    guard digits.count <= longestNumber, let number = Int(digits) else {
      throw .unreadableData("the number of an acknowledgement is too long")
    }
    rest = rest.dropFirst(digits.count)
    return number
  }

  private static func json(in text: some StringProtocol) throws(PacketMistake) -> JSON? {
    guard !text.isEmpty else { return nil }
    do {
      return try JSON(parsing: Array(text.utf8))
    } catch {
      throw .unreadableData(error.description)
    }
  }

  private static func content(
    of type: Character,
    number: Int?,
    data: JSON?
  ) throws(PacketMistake) -> Content {
    switch (type, number, data) {
    case ("0", nil, nil): return .connect(nil)
    case ("0", nil, .object?): return .connect(data)
    case ("1", nil, nil): return .disconnect
    case ("2", _, .array(let elements)?):
      guard let name = elements.first.flatMap(eventName) else {
        throw .unreadableData("an event without a name")
      }
      return .event(name, Array(elements.dropFirst()), acknowledge: number)
    case ("3", let number?, .array(let elements)?): return .acknowledgement(number, elements)
    case ("4", nil, .object?), ("4", nil, .string?): return .connectError(data ?? .null)
    default: throw .unreadableData("type \(type) with data that it cannot have")
    }
  }

  /// Servers in JavaScript let numbers be names too.
  private static func eventName(_ json: JSON) -> String? {
    switch json {
    case .string(let name): reservedEvents.contains(name) ? nil : name
    case .number(let digits): digits
    case .null, .boolean, .array, .object: nil
    }
  }
}
