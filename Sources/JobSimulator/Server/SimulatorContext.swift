import Hummingbird
import NIOCore

/// What Hummingbird knows of a request beside the request: also from where it comes.
package struct SimulatorContext: RequestContext, RemoteAddressRequestContext {
  /// What Hummingbird itself keeps.
  package var coreContext: CoreRequestContextStorage
  /// The connection, on which the client may go away.
  let channel: any Channel

  /// The other end of the connection.
  package var remoteAddress: SocketAddress? { channel.remoteAddress }

  /// Makes the context of one request.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
