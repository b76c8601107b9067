import CTerminalGuard

/// What becomes of the memory of this process when it dies.
package enum ProcessMemory {
  /// No core dump is written, wherever they go: passwords and tokens are in memory.
  package static func forbidDumps() {
    process_forbid_dumps()
  }

  /// Whether one could be.
  package static var canBeDumped: Bool { process_can_be_dumped() != 0 }
}
