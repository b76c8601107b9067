import Hummingbird
import NIOCore

/// What Hummingbird knows of a request beside the request: also from where it comes.
package struct SimulatorContext: RequestContext, RemoteAddressRequestContext {
  /// What Hummingbird itself keeps.
  package var coreContext: CoreRequestContextStorage
  /// The other end of the connection.
  package let remoteAddress: SocketAddress?

  /// Makes the context of one request.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}
