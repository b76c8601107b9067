import JobModel

/// What a server says when it opens a session (Engine.IO protocol 4, "Handshake").
package struct EngineIOHandshake: Hashable, Sendable {
  /// The name of the session, which every further request carries.
  package var sessionID: String
  /// The transports that the client may go over to.
  package var upgrades: [String]
  /// The server pings after so long.
  package var pingInterval: Duration
  /// A pong that is later by so much ends the session.
  package var pingTimeout: Duration
  /// The most bytes of one body or frame.
  package var maximumPayload: Int

  /// Opens a session; by default with the values of the reference server.
  package init(
    sessionID: String,
    upgrades: [String] = [],
    pingInterval: Duration = .seconds(25),
    pingTimeout: Duration = .seconds(20),
    maximumPayload: Int = 1_000_000
  ) {
    self.sessionID = sessionID
    self.upgrades = upgrades
    self.pingInterval = pingInterval
    self.pingTimeout = pingTimeout
    self.maximumPayload = maximumPayload
  }

  /// Reads the JSON of an `open` packet; `maxPayload` came with protocol 4.1 and may be missing.
  init(parsing text: some StringProtocol) throws(PacketMistake) {
    let json: JSON
    do {
      json = try JSON(parsing: Array(text.utf8))
    } catch {
      throw .unreadableHandshake(error.description)
    }
    guard let sessionID = json["sid"]?.string, !sessionID.isEmpty else {
      throw .unreadableHandshake("no sid")
    }
    self.init(
      sessionID: sessionID,
      upgrades: try EngineIOHandshake.names(json["upgrades"]),
      pingInterval: try EngineIOHandshake.time("pingInterval", in: json),
      pingTimeout: try EngineIOHandshake.time("pingTimeout", in: json),
      maximumPayload: json["maxPayload"]?.integer ?? 1_000_000
    )
    guard maximumPayload > 0 else { throw .unreadableHandshake("no usable maxPayload") }
  }

  /// The JSON of an `open` packet.
  var json: JSON {
    [
      "sid": .string(sessionID), "upgrades": .array(upgrades.map { .string($0) }),
      "pingInterval": .number(String(pingInterval.wholeMilliseconds)),
      "pingTimeout": .number(String(pingTimeout.wholeMilliseconds)),
      "maxPayload": .number(String(maximumPayload)),
    ]
  }

  private static func names(_ json: JSON?) throws(PacketMistake) -> [String] {
    guard case .array(let elements)? = json else {
      throw .unreadableHandshake("no list of upgrades")
    }
    return elements.compactMap(\.string)
  }

  /// Milliseconds above zero, a day at most: neither a busy loop nor a wait without end.
  private static func time(_ name: String, in json: JSON) throws(PacketMistake) -> Duration {
    guard case .number? = json[name], let number = json[name]?.integer,
      (1...86_400_000).contains(number)
    else { throw .unreadableHandshake("no usable \(name)") }
    return .milliseconds(number)
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int64 { wholeNanoseconds / 1_000_000 }
}
