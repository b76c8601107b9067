import Foundation
import GRDB
import JobModel

/// The file on the disk: made, checked, opened, and set aside where it cannot be used.
struct StoreFile {
  let path: String
  /// How long to wait for a program that holds the file: another process writes for milliseconds, who
  /// waits five seconds meets one that hangs.
  var patience = Duration.seconds(5)

  // Reading a longer file through would delay the first frame; that one was cut short is found
  // whatever its size.
  private static let largestCheckedFile = 8 << 20

  var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience.inSeconds)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      // What is read and written lies close together, and the kernel has the file in memory: larger
      // caches took memory and saved no time.
      try database.execute(sql: "PRAGMA cache_size = -512")
    }
    return configuration
  }

  /// Opens the file at the newest version of its tables.
  func open() throws(StoreFailure) -> (DatabasePool, [StoreNotice]) {
    let folder = StoreFolder(ofFile: path, patience: patience)
    try folder.make()
    // Two processes that both find a damaged file must not set aside each other's fresh one.
    return try folder.locked { () throws(StoreFailure) in
      try make()
      do {
        return (try openPool(), [])
      } catch let defect as Defect {
        let target = try setAside(because: defect)
        return (try openFreshPool(), [defect.notice(path: path, target: target)])
      } catch {
        throw StoreFailure(path: path, error)
      }
    }
  }

  private func openFreshPool() throws(StoreFailure) -> DatabasePool {
    try make()
    do {
      return try openPool()
    } catch {
      throw StoreFailure(path: path, error)
    }
  }

  /// Makes an empty file that only its owner may read; SQLite gives its companions the same mode.
  ///
  /// A file that is there is not opened: closing it again would drop the locks (fcntl(2)) of
  /// another connection in this process.
  private func make() throws(StoreFailure) {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if [ENOSPC, EDQUOT].contains(errno) {
      throw .full(path: path)
    } else if errno != EEXIST {
      throw .unusable(path: path, why: lastSystemError())
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .unusable(path: path, why: "it is a folder")
    }
    guard access(path, R_OK | W_OK) == 0 else {
      // What is there and cannot be found is a link (symlink(7)).
      let why = errno == ENOENT ? "it is a link that leads nowhere" : lastSystemError()
      throw .unusable(path: path, why: why)
    }
  }

  private func openPool() throws -> DatabasePool {
    do {
      // A pool writes as soon as it is opened; what is to be set aside stays as it is.
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read(check)
      try queue.close()
      let pool = try DatabasePool(path: path, configuration: configuration)
      try Schema.migrator.migrate(pool)
      return pool
    } catch let error as DatabaseError where error.isDamage {
      throw Defect.damaged
    }
  }

  private func check(_ database: Database) throws {
    guard try !Schema.migrator.hasBeenSuperseded(database) else { throw Defect.newer }
    guard try !Self.isForeign(database) else { throw Defect.foreign }
    let size = try Int.fetchOne(
      database,
      sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    guard let size, size <= Self.largestCheckedFile else { return }
    let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
    guard finding == "ok" else { throw Defect.damaged }
  }

  /// Whether somebody else has tables there, and this program none: they are not to be mixed with ours.
  private static func isForeign(_ database: Database) throws -> Bool {
    let tables = try String.fetchSet(
      database,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    return !tables.isEmpty && !tables.contains("grdb_migrations")
  }

  /// Moves the file and its companions to the first free name beside it.
  private func setAside(because defect: Defect) throws(StoreFailure) -> String {
    var number = 1
    var target = "\(path).\(defect.rawValue)-\(number)"
    while access(target, F_OK) == 0 {
      number += 1
      target = "\(path).\(defect.rawValue)-\(number)"
    }
    // The log belongs to the file: what it holds may not be in the file yet.
    for suffix in ["", "-wal", "-shm"] where access(path + suffix, F_OK) == 0 {
      guard rename(path + suffix, target + suffix) == 0 else {
        throw .stuck(path: path + suffix, why: lastSystemError())
      }
    }
    return target
  }

  /// Why a file is set aside.
  private enum Defect: String, Error {
    case damaged, newer, foreign

    func notice(path: String, target: String) -> StoreNotice {
      switch self {
      case .damaged: .damaged(path: path, movedTo: target)
      case .newer: .newer(path: path, movedTo: target)
      case .foreign: .foreign(path: path, movedTo: target)
      }
    }
  }
}

extension DatabaseError {
  fileprivate var isDamage: Bool {
    resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB
  }
}
