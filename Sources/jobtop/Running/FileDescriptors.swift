import Glibc

/// How many files and connections this process may have open.
enum FileDescriptors {
  /// As many as the system allows without more rights: the usual 1,024 are for programs that use
  /// select(2).
  static func raiseLimit() {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0,
      limits.rlim_cur < limits.rlim_max
    else { return }
    limits.rlim_cur = limits.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }
}
