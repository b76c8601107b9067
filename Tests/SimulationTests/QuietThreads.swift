import Foundation
import Glibc
import Synchronization

/// Threads that leave the processor to whoever else wants it.
///
/// A campaign computes for a minute without a pause; on the threads that all tests share none of the
/// others would come to anything meanwhile.
final class QuietThreads: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let waiting = DispatchSemaphore(value: 0)

  /// As many threads as there are processors; they stay until the tests end.
  static let shared = QuietThreads(count: ProcessInfo.processInfo.activeProcessorCount)

  private init(count: Int) {
    for _ in 0..<count {
      Thread.detachNewThread { [self] in
        // On Linux niceness is a thread's own (setpriority(2)).
        setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
        while true { runNext() }
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    waiting.signal()
  }

  private func runNext() {
    waiting.wait()
    let job = jobs.withLock { $0.removeFirst() }
    job.runSynchronously(on: asUnownedTaskExecutor())
  }
}
