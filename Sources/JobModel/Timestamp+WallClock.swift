import Foundation

extension Timestamp {
  /// What the system's wall clock says.
  static func wallClock() -> Timestamp {
    Timestamp(seconds: Date().timeIntervalSince1970)
  }
}
