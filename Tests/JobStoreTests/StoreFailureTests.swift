import GRDB
import Testing

@testable import JobStore

/// What can be done about a store that does not open.
struct StoreFailureTests {
  @Test(arguments: [
    (ResultCode.SQLITE_FULL, StoreFailure.full(path: "/jobs.sqlite")),
    (.SQLITE_BUSY, .locked(path: "/jobs.sqlite")),
    (.SQLITE_READONLY, .unusable(path: "/jobs.sqlite", why: "the file may not be written")),
  ])
  func `what the database says decides what is advised`(code: ResultCode, failure: StoreFailure) {
    #expect(StoreFailure(path: "/jobs.sqlite", DatabaseError(resultCode: code)) == failure)
  }

  @Test func `a full disk is to be made room on`() {
    #expect(
      StoreFailure.full(path: "/jobs.sqlite").description == """
        Jobs cannot be kept in /jobs.sqlite: the disk is full. Make room, or set XDG_STATE_HOME to \
        a folder on another disk.
        """
    )
  }
}
