import NIOCore
import NIOPosix
import NIOSSL

/// A server that says exactly the bytes of its script, so that nothing is as it ought to be.
package struct ScriptedServer {
  /// Gives each request the same answer while `body` runs.
  package static func answering(
    _ code: Int,
    _ answer: String,
    _ body: (_ url: String) async throws -> Void
  ) async throws {
    try await with(
      { talk in
        while true {
          _ = try await talk.hearRequest()
          try await talk.answer(code, answer)
        }
      },
      body
    )
  }

  /// Listens on a free port while `body` runs; `script` plays on each connection.
  ///
  /// With `security` connections are secured, and the URL begins with `https`.
  package static func with(
    host: String = "127.0.0.1",
    security: NIOSSLContext? = nil,
    _ script: @escaping @Sendable (inout ScriptedTalk) async throws -> Void,
    _ body: (_ url: String) async throws -> Void
  ) async throws {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .bind(host: host, port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let security {
            let handler = NIOSSLServerHandler(context: security)
            try channel.pipeline.syncOperations.addHandler(handler)
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let port = listener.channel.localAddress?.port ?? 0
    try await withThrowingTaskGroup(of: Void.self) { group in
      // A server has a machine of its own: else it waits for all tests that have begun, up to a minute,
      // and the client's limits count that.
      group.addTask(priority: .high) {
        try await listener.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections {
              group.addTask { await play(script, on: connection) }
            }
          }
        }
      }
      do {
        try await body("\(security == nil ? "http" : "https")://\(host):\(port)")
      } catch {
        group.cancelAll()
        throw error
      }
      // A script that hears on ends when the client has closed its connection.
      try await listener.channel.close()
    }
  }

  private static func play(
    _ script: @Sendable (inout ScriptedTalk) async throws -> Void,
    on connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
  ) async {
    // A script that is cut short is the test's to notice, by what the client says of it.
    try? await connection.executeThenClose { inbound, outbound in
      var talk = ScriptedTalk(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      try await script(&talk)
    }
  }
}
