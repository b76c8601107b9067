import Foundation

/// Rows of scores, each beside a fixed interval that makes as many requests.
struct Table {
  let jobs: [Double]
  let server: PlayedServer

  func printHead(_ title: String) {
    print("\n\(title)")
    print(
      padded("", 30) + "  requests      mean       p95       p99   × fixed  peak/s"
    )
  }

  func printRow(_ name: String, _ score: Score, goal: Double? = nil) {
    let ratio = self.ratio(of: score)
    var line = padded(name, 30)
    line += padded(String(format: "%.2f", score.requests), -10)
    line += seconds(score.mean) + seconds(score.delay(ofShare: 0.95))
    line += seconds(score.delay(ofShare: 0.99))
    line += padded(String(format: "%.3f", ratio), -10) + padded("\(score.peak)", -8)
    if let goal {
      line += String(format: "  goal %.2f: %@", goal, ratio <= goal ? "met" : "MISSED")
    }
    print(line)
  }

  /// The mean delay as a share of that of a fixed interval with as many requests; what the round trip
  /// alone takes is no delay of the schedule's.
  func ratio(of score: Score) -> Double {
    let fixed = Score.fixed(requests: score.requests, jobs, server: server)
    return (score.mean - server.roundTrip / 2) / (fixed.mean - server.roundTrip / 2)
  }

  private func seconds(_ value: Double) -> String {
    padded(String(format: value < 10 ? "%.3f s" : "%.1f s", value), -10)
  }

  /// Filled up to that many characters; negative: from the left.
  private func padded(_ text: String, _ width: Int) -> String {
    let fill = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? fill + text : text + fill
  }
}
