import Foundation
import GRDB
import JobModel
import JobStore
import Testing

struct FileTests {
  @Test func `the folder and the file belong to their owner alone`() async throws {
    try await withFolder { folder in
      let path = folder + "/state/jobtop/jobs.sqlite"
      let store = try JobStore(path: path)
      try await store.record(.kept())

      let modes = try ["/state", "/state/jobtop", "/state/jobtop/jobs.sqlite"].map {
        try permissions(of: folder + $0)
      }

      #expect(modes == [0o700, 0o700, 0o600])
    }
  }

  @Test(arguments: [Damage.cutInHalf, .overwrittenHead, .overwrittenMiddle])
  func `a damaged file is set aside and a fresh one begun`(damage: Damage) async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      try await fill(path)
      let damaged = damage.applied(to: try contents(of: path))
      try damaged.write(to: URL(fileURLWithPath: path))

      let store = try JobStore(path: path, clock: HandClock())

      #expect(store.notices == [.damaged(path: path, movedTo: path + ".damaged-1")])
      #expect(try contents(of: path + ".damaged-1") == damaged)
      try await store.record(.kept())
      #expect(try await store.jobs(of: "render") == [.kept()])
    }
  }

  @Test func `what was set aside is never overwritten`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let targets = try [1, 2].map { number in
        try Data("no database \(number)".utf8).write(to: URL(fileURLWithPath: path))
        let notices = try JobStore(path: path).notices
        #expect(notices == [.damaged(path: path, movedTo: "\(path).damaged-\(number)")])
        return String(decoding: try contents(of: "\(path).damaged-\(number)"), as: UTF8.self)
      }
      #expect(targets == ["no database 1", "no database 2"])
    }
  }

  @Test func `a file of a newer version is set aside with what it holds`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      try await fill(path)
      let newer = try DatabaseQueue(path: path)
      try await newer.write { database in
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
      }
      try newer.close()

      let store = try JobStore(path: path, clock: HandClock())

      #expect(store.notices == [.newer(path: path, movedTo: path + ".newer-1")])
      #expect(try await store.jobs(of: "render") == [])
      let kept = try await DatabaseQueue(path: path + ".newer-1").read { database in
        try Int.fetchOne(database, sql: "SELECT count(*) FROM runs")
      }
      #expect(kept == 500)
    }
  }

  // Permission bits do not bind root, so these stand for a folder and a file that cannot be written.
  @Test func `a folder that cannot be made is named with what to do`() async throws {
    try await withFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))

      let failure = #expect(throws: StoreFailure.self) {
        try JobStore(path: folder + "/file/jobtop/jobs.sqlite")
      }

      #expect(failure == .folder(path: folder + "/file/jobtop", why: "not a directory"))
      #expect(
        failure?.description == """
          Jobs cannot be kept in the folder \(folder)/file/jobtop: not a directory. Make it one \
          that you may write to, or set XDG_STATE_HOME to another.
          """
      )
    }
  }

  @Test func `a folder in the place of the file is named with what to do`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)

      #expect(throws: StoreFailure.unusable(path: path, why: "it is a folder")) {
        try JobStore(path: path)
      }
    }
  }

  @Test func `a link that leads nowhere is named with what to do`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      try FileManager.default.createSymbolicLink(
        atPath: path,
        withDestinationPath: folder + "/gone/jobs.sqlite"
      )

      #expect(throws: StoreFailure.unusable(path: path, why: "it is a link that leads nowhere")) {
        try JobStore(path: path)
      }
    }
  }

  @Test(arguments: ["bookmarks", "runs"])
  func `a database of another program is set aside as it is`(table: String) async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let other = try DatabaseQueue(path: path)
      try await other.write { try $0.execute(sql: "CREATE TABLE \(table) (a)") }
      try other.close()
      let before = try contents(of: path)

      let store = try JobStore(path: path, clock: HandClock())

      #expect(store.notices == [.foreign(path: path, movedTo: path + ".foreign-1")])
      #expect(try contents(of: path + ".foreign-1") == before)
    }
  }

  @Test func `a file that another program holds is named with what to do`() async throws {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      try await fill(path)
      let other = try DatabaseQueue(path: path)
      try await other.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")

        let failure = #expect(throws: StoreFailure.self) {
          try JobStore(path: path, patience: .milliseconds(50))
        }

        #expect(failure == .locked(path: path))
        try database.execute(sql: "ROLLBACK")
      }
      try other.close()
    }
  }

  @Test func `a folder in which another process hangs is named with what to do`() async throws {
    try await withFolder { folder in
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { close(descriptor) }
      flock(descriptor, LOCK_EX)

      let failure = #expect(throws: StoreFailure.self) {
        try JobStore(path: folder + "/jobs.sqlite", patience: .milliseconds(50))
      }

      #expect(
        failure?.description == """
          Jobs cannot be kept in \(folder): another program holds it locked. End that program, or set \
          XDG_STATE_HOME to another folder.
          """
      )
    }
  }

  @Test(arguments: [false, true])
  func `what would be written to a file that was taken away is refused`(isReplaced: Bool)
    async throws
  {
    try await withFolder { folder in
      let path = folder + "/jobs.sqlite"
      let store = try JobStore(path: path, clock: HandClock())
      try await store.record(.kept(run: 1))
      try FileManager.default.removeItem(atPath: path)
      if isReplaced {
        let other = try JobStore(path: path, clock: HandClock())
        try await other.record(.kept(run: 2, id: "8"))
        await other.close()
      }
      let failure = await #expect(throws: JobFailure.self) {
        try await store.record(.kept(run: 1, state: .completed, seen: 9))
      }
      let why = "\(path) was taken away while it was in use. Quit, and start again"
      #expect(failure == .journal(why: why))
      await store.close()
    }
  }

  /// 500 jobs: enough pages that the middle of the file is one of theirs.
  private func fill(_ path: String) async throws {
    let store = try JobStore(path: path, clock: HandClock())
    try await store.record(
      (0..<500).map { number in
        let job = Job.kept(run: UInt64(number), id: JobID("\(number)"))
        return .update(JobUpdate(time: .at(0), source: .poll, job: job))
      }
    )
    await store.close()
  }

  private func contents(of path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}

enum Damage {
  case cutInHalf, overwrittenHead, overwrittenMiddle

  func applied(to data: Data) -> Data {
    let noise = Data(repeating: 0xA5, count: 64)
    let middle = data.count / 2 / 4096 * 4096
    return switch self {
    case .cutInHalf: data.prefix(data.count / 2)
    case .overwrittenHead: noise + data.dropFirst(noise.count)
    case .overwrittenMiddle: data.prefix(middle) + noise + data.dropFirst(middle + noise.count)
    }
  }
}
