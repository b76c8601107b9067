import Foundation

/// Lengths of time in equal steps of their logarithm: bins of 1 % from 10 ms to eleven days.
///
/// Jobs of 0.2 s need so early a begin. Of jobs that all take 10 s a bin of 5 % would make half a
/// second of doubt, where the requests that a plan of eight puts there can tell 20 ms. What is
/// shorter or longer counts for the first or last bin.
enum LogTimeScale {
  /// Where the first bin begins, in seconds.
  static let shortest = 0.01
  /// The width of a bin in the natural logarithm of the time.
  static let width = 0.01
  /// The last bin ends at 1,000,000 s.
  static let count = 1842
  /// Where bins begin and end, in seconds; one more than there are bins.
  static let edges: [Double] = (0...count).map { shortest * exp(Double($0) * width) }

  /// The bin that holds that many seconds.
  static func bin(of seconds: Double) -> Int {
    guard seconds > shortest else { return 0 }
    let place = log(seconds / shortest) / width
    return place < Double(count) ? Int(place) : count - 1
  }

  /// The natural logarithm of the time in the middle of a bin, counted from the first edge's.
  static func place(of bin: Int) -> Double { (Double(bin) + 0.5) * width }
}
