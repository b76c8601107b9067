import JobModel
import JobStore

extension JobStore {
  /// Opens the user's store; what the user should know of it goes to standard error.
  /// - Throws: `CommandFailure` where it cannot be used.
  static func opened(_ paths: StandardPaths) async throws -> JobStore {
    do throws(StoreFailure) {
      let store = try await JobStore.open(at: paths.storeFile)
      for notice in store.notices { Streams.error(notice.description) }
      return store
    } catch {
      throw CommandFailure(.configuration, error.description)
    }
  }

  /// Opens the user's store for a command that needs no server, and closes it whatever comes.
  /// - Throws: `CommandFailure` where it cannot be used, and what `work` throws.
  static func using(_ paths: StandardPaths, _ work: (JobStore) async throws -> Void) async throws {
    let store = try await opened(paths)
    do {
      try await work(store)
      await store.close()
    } catch {
      await store.close()
      throw (error as? JobFailure).map(CommandFailure.init) ?? error
    }
  }
}
