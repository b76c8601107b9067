import Foundation

/// The heap of a process that is looked at all day.
///
/// What mallopt(3) and malloc_trim(3) do is not in the headers that Swift sees, and no C library but
/// glibc has them: they are looked up by name, and left alone where there are none.
enum ProcessHeap {
  /// Has all threads share one arena, from now on: to be called before anything runs on another.
  ///
  /// By default each thread gets its own, up to eight for each core, and what one has freed no other
  /// uses: with 10,000 jobs 94 MiB resident instead of 69. A dashboard's threads wait for each other
  /// anyway; a server's do not, and keep theirs.
  ///
  /// Arrays and tables of a megabyte lie outside of it and leave nothing behind when they grow. By
  /// default that ends with the first of them that is freed: each leaves a hole, into which small
  /// things come that stay.
  static func share() {
    typealias Setting = @convention(c) (CInt, CInt) -> CInt
    let (limitOfArenas, leastOutside): (CInt, CInt) = (-8, -3)
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(symbol, to: Setting.self)
    _ = mallopt(limitOfArenas, 1)
    _ = mallopt(leastOutside, 1 << 20)
  }

  /// Gives back what was needed and nothing uses now, such as the first lists of all servers.
  static func trim() {
    typealias Trimming = @convention(c) (Int) -> CInt
    guard let trim = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(trim, to: Trimming.self)(0)
  }
}
