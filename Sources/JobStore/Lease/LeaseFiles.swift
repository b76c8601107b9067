import Glibc

/// A process's part in a lease folder: its locked files.
struct LeaseFiles: LeaseGround, Sendable {
  private let folder: LeaseFolder
  private let name = String(UInt64.random(in: 1 ... .max), radix: 36)
  private var bidFile: LockedFile?
  private var asks: LockedFile?

  init(folder: LeaseFolder) {
    self.folder = folder
  }

  /// Makes the file that others know us by, if it is not there yet.
  mutating func enter() -> Bool {
    if bidFile == nil { bidFile = LockedFile(replacing: folder.bid(of: name), by: "new") }
    return bidFile != nil
  }

  /// Somebody took away the folder in which the others would see us: we ask for ourselves alone.
  private var isCutOff: Bool { bidFile.map { !$0.isAt(folder.bid(of: name)) } ?? false }

  mutating func leave() {
    asks = nil
    if bidFile != nil, !isCutOff { unlink(folder.bid(of: name)) }
    bidFile = nil
  }

  /// Clears away the bids of the dead.
  func others() -> [LeaseShow] {
    guard !isCutOff else { return [] }
    return folder.names().filter { $0 != name }.compactMap { other in
      guard let file = ForeignFile(at: folder.bid(of: other)) else {
        unlink(folder.bid(of: other))
        return nil
      }
      return LeaseShow(name: other, line: file.line, changed: file.changed)
    }
  }

  func show(_ line: String?) {
    if let line { bidFile?.write(line: line) } else { bidFile?.touch() }
  }

  mutating func holdsTurn() -> Bool {
    // Someone else may have put another file there since it was opened.
    if let asks, !asks.isAt(folder.asks) { self.asks = nil }
    return asks != nil || isCutOff
  }

  mutating func takeTurn(byForce: Bool) -> Bool {
    guard !isCutOff else { return true }
    asks = LockedFile(locking: folder.asks)
    if asks == nil, byForce { asks = LockedFile(replacing: folder.asks, by: name) }
    return holdsTurn()
  }

  mutating func giveTurnBack() {
    asks = nil
  }
}
