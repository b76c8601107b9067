import JobModel
import Testing

@testable import JobProfile

/// Socket.IO as servers and clients of other people write it.
struct SocketIOPacketTests {
  static let packets: [(String, SocketIOPacket)] = [
    ("0", SocketIOPacket(.connect(nil))),
    (#"0{"sid":"S2"}"#, SocketIOPacket(.connect(["sid": "S2"]))),
    (#"0{"token":"abc"}"#, SocketIOPacket(.connect(["token": "abc"]))),
    ("0/admin,", SocketIOPacket(.connect(nil), namespace: "/admin")),
    (#"0/admin,{"sid":"x"}"#, SocketIOPacket(.connect(["sid": "x"]), namespace: "/admin")),
    ("1", SocketIOPacket(.disconnect)),
    ("1/admin,", SocketIOPacket(.disconnect, namespace: "/admin")),
    (
      #"2["statusUpdate",{"jobId":"1","status":"completed"}]"#,
      .event("statusUpdate", ["jobId": "1", "status": "completed"])
    ),
    (#"2["wait_for_task",{"task_id":"2"}]"#, .event("wait_for_task", ["task_id": "2"])),
    (#"2["a"]"#, .event("a")),
    (#"212["a",1,[]]"#, SocketIOPacket(.event("a", [1, []], acknowledge: 12))),
    (
      #"2/admin,0["a"]"#,
      SocketIOPacket(.event("a", [], acknowledge: 0), namespace: "/admin")
    ),
    ("312[]", SocketIOPacket(.acknowledgement(12, []))),
    (
      #"3/admin,7[{"ok":true}]"#,
      SocketIOPacket(.acknowledgement(7, [["ok": true]]), namespace: "/admin")
    ),
    (
      #"4/admin,{"message":"Invalid namespace"}"#,
      SocketIOPacket(.connectError(["message": "Invalid namespace"]), namespace: "/admin")
    ),
    (#"4"no""#, SocketIOPacket(.connectError("no"))),
  ]

  @Test(arguments: packets)
  func `a packet is read and written as it stands on the wire`(
    text: String,
    packet: SocketIOPacket
  ) throws {
    #expect(try SocketIOPacket(parsing: text) == packet)
    #expect(packet.text == text)
  }

  @Test func `a namespace may end with the packet`() throws {
    let packet = SocketIOPacket(.connect(nil), namespace: "/admin")
    #expect(try SocketIOPacket(parsing: "0/admin") == packet)
  }

  @Test func `a name may be a number`() throws {
    #expect(try SocketIOPacket(parsing: "2[7,true]") == .event("7", true))
  }

  @Test(arguments: [
    "0[]", "0\"x\"", "07", "1{}", "1null", "2", "2{}", "2[]", "2[null]", "2[[]]", "2[\"connect\"]",
    "2[\"disconnect\"]", "2[\"a\"", "2[\"a\"]x", "2x", "3[]", "31", "31{}", "4", "4[]", "47{}",
    "21234567890123456[\"a\"]", "2/a,b,[]",
  ])
  func `data that a type cannot have is refused`(text: String) {
    #expect {
      try SocketIOPacket(parsing: text)
    } throws: { error in
      guard case .unreadableData? = error as? PacketMistake else { return false }
      return true
    }
  }

  @Test(
    arguments: [
      ("", .empty), ("7", .unknownType("7")), ("[", .unknownType("[")),
      (#"51-["a",{"_placeholder":true,"num":0}]"#, .binary), (#"61-3["a"]"#, .binary),
    ] as [(String, PacketMistake)]
  )
  func `what is no packet is refused with its reason`(text: String, mistake: PacketMistake) {
    #expect(throws: mistake) { try SocketIOPacket(parsing: text) }
  }

  @Test func `deep nesting is refused, not followed`() {
    let deep = "2" + String(repeating: "[", count: 100_000)
    #expect(throws: PacketMistake.self) { try SocketIOPacket(parsing: deep) }
  }

  @Test func `an event travels in a message`() {
    #expect(SocketIOPacket.event("a", 1).engineIO.text == #"42["a",1]"#)
  }
}
