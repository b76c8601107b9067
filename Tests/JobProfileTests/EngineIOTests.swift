import JobModel
import Testing

@testable import JobProfile

/// Engine.IO as servers and clients of other people write it.
struct EngineIOTests {
  static let handshake = EngineIOHandshake(sessionID: "lv_VI97HAXpY6yYWAAAC")

  static let packets: [(String, EngineIOPacket)] = [
    (
      #"0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#,
      .open(handshake)
    ),
    ("1", .close), ("2", .ping("")), ("2probe", .ping("probe")), ("3", .pong("")),
    ("3probe", .pong("probe")), ("40", .message("0")), ("4", .message("")),
    (
      #"42["statusUpdate",{"jobId":"1","status":"completed"}]"#,
      .message(#"2["statusUpdate",{"jobId":"1","status":"completed"}]"#)
    ),
    ("5", .upgrade), ("6", .noop),
  ]

  @Test(arguments: packets)
  func `a packet is read and written as it stands on the wire`(
    text: String,
    packet: EngineIOPacket
  ) throws {
    #expect(try EngineIOPacket(parsing: text) == packet)
    #expect(packet.text == text)
  }

  @Test(
    arguments: [
      ("", .empty), ("7", .unknownType("7")), ("x", .unknownType("x")), ("é", .unknownType("é")),
      ("bAQID", .binary), ("1x", .unexpectedData("1")), ("5probe", .unexpectedData("5")),
      ("66", .unexpectedData("6")),
      ("0", .unreadableHandshake("not JSON: the text ends early at byte 0")),
      ("0{}", .unreadableHandshake("no sid")),
      (#"0{"sid":""}"#, .unreadableHandshake("no sid")),
      (#"0{"sid":"a"}"#, .unreadableHandshake("no list of upgrades")),
      (
        #"0{"sid":"a","upgrades":[],"pingInterval":0,"pingTimeout":1}"#,
        .unreadableHandshake("no usable pingInterval")
      ),
      (
        #"0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1e99}"#,
        .unreadableHandshake("no usable pingTimeout")
      ),
      (
        #"0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1,"maxPayload":0}"#,
        .unreadableHandshake("no usable maxPayload")
      ),
    ] as [(String, PacketMistake)]
  )
  func `what is no packet is refused with its reason`(text: String, mistake: PacketMistake) {
    #expect(throws: mistake) { try EngineIOPacket(parsing: text) }
  }

  @Test func `a handshake without a limit has that of the reference server`() throws {
    let text = #"0{"pingTimeout":20000,"pingInterval":25000,"upgrades":["websocket"],"sid":"S"}"#
    let handshake = EngineIOHandshake(sessionID: "S", upgrades: ["websocket"])
    #expect(try EngineIOPacket(parsing: text) == .open(handshake))
  }

  @Test(
    arguments: [
      ("40", [.message("0")]), ("6\u{1E}1", [.noop, .close]),
      ("2\u{1E}42[\"a\"]\u{1E}3", [.ping(""), .message(#"2["a"]"#), .pong("")]),
    ] as [(String, [EngineIOPacket])]
  )
  func `a body holds packets with a separator in between`(
    body: String,
    packets: [EngineIOPacket]
  ) throws {
    #expect(try EngineIOPacket.packets(inBody: Array(body.utf8)) == packets)
    #expect(EngineIOPacket.body(packets) == Array(body.utf8))
  }

  @Test(
    arguments: [
      ([], .empty), ([0x1E], .empty), ([0x32, 0x1E], .empty),
      ([0x32, 0x1E, 0x39], .unknownType("9")),
      ([0x34, 0xFF], .notText), ([0x62, 0x41], .binary),
    ] as [([UInt8], PacketMistake)]
  )
  func `one bad packet makes a body unreadable`(body: [UInt8], mistake: PacketMistake) {
    #expect(throws: mistake) { try EngineIOPacket.packets(inBody: body) }
  }

  @Test func `whatever comes in, a packet or one mistake comes out`() {
    var generator = SampleGenerator(state: 1)
    let alphabet = Array("0123456789ab{}[]\",:/\u{1E}-_\\ é".utf8) + [0xFF, 0x00]
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<24, using: &generator)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      guard let packets = try? EngineIOPacket.packets(inBody: bytes) else { continue }
      #expect(EngineIOPacket.body(packets).isEmpty == packets.isEmpty)
      for case .message(let text) in packets {
        guard let packet = try? SocketIOPacket(parsing: text) else { continue }
        #expect((try? SocketIOPacket(parsing: packet.text)) == packet)
      }
    }
  }
}

/// A linear congruential generator: the same texts in every run.
private struct SampleGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
