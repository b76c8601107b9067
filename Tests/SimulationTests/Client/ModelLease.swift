import JobStore

/// A model of the kernel's locks, by which the processes on one journal agree on who asks: a process
/// that dies loses them, one that is stopped does not.
struct ModelLease: Sendable {
  private var shows: [String: LeaseShow] = [:]
  private var holder: String?
  private var changes: Int64 = 0
  /// A mistake: whoever has the turn keeps it, also when he is dead.
  var isNeverGivenBack = false

  /// The process of that name has ended, however.
  mutating func leave(_ name: String) {
    shows[name] = nil
    if holder == name, !isNeverGivenBack { holder = nil }
  }

  /// What one process sees of it.
  struct Ground: LeaseGround {
    var lease: ModelLease
    let name: String

    /// Lets the others see that it is there.
    mutating func enter() {
      if lease.shows[name] == nil { show("") }
    }

    func others() -> [LeaseShow] {
      lease.shows.filter { $0.key != name }.sorted { $0.key < $1.key }.map(\.value)
    }

    mutating func show(_ line: String?) {
      lease.changes += 1
      let line = line ?? lease.shows[name]?.line ?? ""
      lease.shows[name] = LeaseShow(name: name, line: line, changed: lease.changes)
    }

    func holdsTurn() -> Bool { lease.holder == name }

    mutating func takeTurn(byForce: Bool) -> Bool {
      let mayTake = lease.holder == nil || byForce && !lease.isNeverGivenBack
      if mayTake { lease.holder = name }
      return holdsTurn()
    }

    mutating func giveTurnBack() {
      if lease.holder == name, !lease.isNeverGivenBack { lease.holder = nil }
    }
  }
}
