import ArgumentParser
import Dashboard
import Foundation
import JobModel

/// A recording that was read, and where in it somebody wants to be.
struct RecordingFile {
  let moments: [Recording.Moment]

  /// Reads the file.
  /// - Throws: `CommandFailure` where it cannot be read, makes no sense or holds nothing.
  init(_ path: String) throws {
    let name = path == "-" ? "Standard input" : path
    let bytes: Data
    do throws(ReadableFile.Trouble) {
      bytes = try ReadableFile.contents(ofArgument: path)
    } catch {
      throw CommandFailure(.configuration, "\(name) cannot be read: \(error.why).")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(Recording.Mistake) {
      moments = try Recording.moments(of: text)
    } catch {
      throw CommandFailure(.configuration, "\(name), \(error)")
    }
    guard !moments.isEmpty else {
      throw CommandFailure(.configuration, "\(name) holds nothing that could be played.")
    }
  }

  /// The instant that a place stands for; the begin where there is none.
  func instant(_ place: RecordingPlace?) -> Timestamp {
    let first = moments[0].time
    switch place {
    case nil: return first
    case .after(let duration): return first.advanced(by: duration)
    case .clock(let seconds):
      let offset = TimeZone.current.secondsFromGMT()
      let day = 86_400
      let local = Int(first.seconds.rounded(.down)) + offset
      let midnight = local - local % day - offset
      let instant = Timestamp(seconds: Double(midnight + seconds))
      return instant < first ? instant.advanced(by: .seconds(day)) : instant
    }
  }
}

/// A place in a recording: so long after its begin, or a time of day.
enum RecordingPlace: Hashable, Sendable {
  case after(Duration)
  /// Seconds since midnight, local time.
  case clock(Int)

  /// One of an option.
  @Sendable static func option(_ text: String) throws -> RecordingPlace {
    guard let place = RecordingPlace(text) else {
      throw ValidationError("--at is a time such as 90s or 2m, or a time of day such as 12:03.")
    }
    return place
  }

  private init?(_ argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count > 1 else {
      guard let duration = Duration(argument: argument) else { return nil }
      self = .after(duration)
      return
    }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, numbers.count <= 3, (0..<24).contains(numbers[0]),
      numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    self = .clock(numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0))
  }
}
