@preconcurrency import Dispatch
import Glibc

/// Tells that something was written to a store's file, by whichever process, without looking at it.
///
/// inotify(7) sees what SQLite writes into the log beside the file. Everyone who writes to a file in
/// WAL mode is on this machine, so nobody's writes go unseen, and a store on which nothing happens
/// costs nothing.
enum FileWrites {
  /// So long after each element nothing is looked at: one batch of a store is hundreds of writes.
  private static let rest = DispatchTimeInterval.milliseconds(250)

  /// One element for any number of writes since the last; ends when the waiting task is cancelled.
  ///
  /// Nothing where the kernel gives no watch, because too many are taken.
  static func stream(ofFile path: String) -> AsyncStream<Void>? {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY | IN_ATTRIB)) >= 0 else {
      close(descriptor)
      return nil
    }
    return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let queue = DispatchQueue(label: "jobtop.file-writes")
      let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      source.setEventHandler {
        drain(descriptor)
        continuation.yield()
        source.suspend()
        queue.asyncAfter(deadline: .now() + rest) { source.resume() }
      }
      source.setCancelHandler { close(descriptor) }
      continuation.onTermination = { _ in source.cancel() }
      source.activate()
    }
  }

  /// Wakes everyone who waits for writes, this process included.
  static func touch(file path: String) {
    // Not by opening it: closing it again would drop the locks of other connections (fcntl(2)).
    utimes(path, nil)
  }

  /// Which file it was does not matter: a look at the store tells, and costs less than the names.
  private static func drain(_ descriptor: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
