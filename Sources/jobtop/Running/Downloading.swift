import Dashboard
import HTTPTypes
import JobClient
import JobModel

/// Saves one result, telling how far it is at most ten times a second.
struct Downloading: Sendable {
  let download: Download
  let client: JobClient
  /// Where the file goes.
  var folder = "."
  let clock: any JobClock
  let tell: @Sendable (Download.Progress) async -> Void

  func run() async {
    let sink = Sink(folder: folder, clock: clock, tell: tell)
    await sink.open(download.name)
    switch download.content {
    case .bytes(let bytes): await sink.take(bytes)
    case .url(let url):
      do throws(JobFailure) {
        try await client.download(url) { part in await sink.take(part) }
      } catch {
        await sink.giveUp()
        // Who has stopped it knows why.
        guard !Task.isCancelled else { return }
        return await tell(.failed("Not saved: \(error.description)"))
      }
    }
    guard !Task.isCancelled else { return }
    await tell(await sink.finish())
  }

  /// Takes pieces of the answer in, one after the other.
  private actor Sink {
    private let folder: String
    private let clock: any JobClock
    private let tell: @Sendable (Download.Progress) async -> Void
    private var file: DownloadFile?
    private var problem: String?
    private var total: Int?
    private var lastTold = Timestamp.epoch

    init(
      folder: String,
      clock: any JobClock,
      tell: @escaping @Sendable (Download.Progress) async -> Void
    ) {
      self.folder = folder
      self.clock = clock
      self.tell = tell
    }

    func open(_ name: String) {
      do throws(DownloadFile.Problem) {
        file = try DownloadFile(name: name, in: folder)
      } catch {
        problem = "The file cannot be made: \(error.words)."
      }
    }

    func take(_ part: StreamPart) async {
      switch part {
      case .head(let code, let headers):
        total = headers[.contentLength].flatMap { Int($0) }
        if !(200..<300).contains(code) {
          problem = problem ?? "Not saved: the server answered with \(code)."
        }
      case .bytes(let bytes):
        take(bytes)
        guard let file, problem == nil, lastTold.duration(to: clock.now) >= .milliseconds(100)
        else { return }
        lastTold = clock.now
        let count = file.count
        await tell(.received(count, of: total))
      }
    }

    func take(_ bytes: [UInt8]) {
      guard problem == nil else { return }
      do throws(DownloadFile.Problem) {
        try file?.write(bytes)
      } catch {
        problem = "Not saved: \(error.words)."
      }
    }

    func giveUp() { file = nil }

    func finish() -> Download.Progress {
      // Without a reference to it what was not finished is gone.
      defer { file = nil }
      guard problem == nil, let file else { return .failed(problem ?? "Not saved.") }
      let count = file.count
      if let total, count < total {
        return .failed("Not saved: the server broke off after \(count) of \(total) bytes.")
      }
      do throws(DownloadFile.Problem) {
        return .saved(name: try file.finish(), bytes: count)
      } catch {
        return .failed("Not saved: \(error.words).")
      }
    }
  }
}
