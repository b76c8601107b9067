/// Lines of servers that begin to listen at about the same time, told in the order of the servers.
actor Announcements {
  private var lines: [Int: String] = [:]
  private var next = 0

  /// Tells the line of a server, by its place from 0, once those of all before it are told.
  func say(_ line: String, at place: Int) {
    lines[place] = line
    while let line = lines[next] {
      Streams.out(line)
      next += 1
    }
  }
}
