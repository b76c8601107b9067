import Dispatch
import Foundation

/// Lines of standard input, as they are typed.
@MainActor
final class LineInput {
  private let source = DispatchSource.makeReadSource(fileDescriptor: 0, queue: .main)
  private var rest: [UInt8] = []

  /// Calls with each line, and with nothing at the end of the input.
  init(_ body: @escaping @MainActor (String?) -> Void) {
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.readAll(body) }
    }
    source.resume()
  }

  func stop() {
    source.cancel()
  }

  /// An end that comes together with the last line is not announced by itself.
  private func readAll(_ body: (String?) -> Void) {
    var query = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    repeat { read(body) } while !source.isCancelled && poll(&query, 1, 0) > 0
  }

  private func read(_ body: (String?) -> Void) {
    var block = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(0, &block, block.count)
    guard count > 0 else {
      if count < 0, errno == EINTR || errno == EAGAIN { return }
      if !rest.isEmpty { body(String(decoding: rest, as: UTF8.self)) }
      stop()
      return body(nil)
    }
    rest += block.prefix(count)
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      body(String(decoding: rest[..<end], as: UTF8.self))
      rest.removeSubrange(...end)
    }
  }
}
