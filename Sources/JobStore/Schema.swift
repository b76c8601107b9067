import GRDB

/// The tables, and the way from one version of them to the next.
///
/// ```
/// runs       one row per run of a job, as it stands      ◄── history   what changed its state
///                                                        ◄── aliases   its names in other processes
/// counter    one row: the number of the last batch written, by whichever process
/// numbers    one row per server: the last number that a job without a title got as its label
/// notes      texts by name: how the user left the dashboard
/// durations  how long the last jobs of each kind took and ran, in the order in which they ended
/// ```
///
/// Times are whole nanoseconds since 1970, JSON is text, the name of a run two signed halves (as text
/// its reading alone took a quarter of the time of an update). What a migration says is never changed
/// again: it names the states itself, so that a later case of the enum needs a later migration.
enum Schema {
  /// Brings a file of any earlier version up to this one.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs and histories") { database in
      try database.execute(sql: runs)
      try database.execute(sql: histories)
      try database.execute(sql: counter)
    }
    migrator.registerMigration("2 numbers of jobs without a title") { database in
      try database.execute(sql: numbers)
    }
    migrator.registerMigration("3 whether the time of creation is known") { database in
      try database.execute(sql: creations)
    }
    migrator.registerMigration("4 how the dashboard was left") { database in
      try database.execute(sql: notes)
    }
    migrator.registerMigration("5 how long jobs take") { database in
      try database.execute(sql: durations)
    }
    migrator.registerMigration("6 changes by their writer") { database in
      try database.execute(sql: changes)
    }
    migrator.registerMigration("7 how long jobs run") { database in
      try database.execute(sql: spans)
    }
    return migrator
  }

  /// When a run ended; after all times while it has not.
  ///
  /// One expression, so that one range of an index holds what is active and what ended lately: with
  /// `ended IS NULL OR …` SQLite reads every run of the server.
  static let end = "coalesce(ended, 9223372036854775807)"

  /// The number of the last batch that any process has written.
  static func lastChange(_ database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: "SELECT change FROM counter")
    return try Int64.fetchOne(statement) ?? 0
  }

  /// The number for a new batch.
  static func nextChange(_ database: Database) throws -> Int64 {
    try database.cachedStatement(sql: "UPDATE counter SET change = change + 1").execute()
    return try lastChange(database)
  }

  // An id that is not known yet is NULL, and SQLite counts no two NULLs as equal: any number of
  // drafts may stand beside each other.
  private static let runs = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      runHigh INTEGER NOT NULL,
      runLow INTEGER NOT NULL,
      server TEXT NOT NULL,
      jobID TEXT,
      runNumber INTEGER NOT NULL CHECK (runNumber >= 1),
      state TEXT NOT NULL CHECK (state IN ('submitting', 'pending', 'running', 'completed', 'failed',
        'cancelled', 'lost', 'refused', 'unconfirmed')),
      serverState TEXT,
      isKnownWord INTEGER NOT NULL CHECK (isKnownWord IN (0, 1)),
      confirmationCount INTEGER,
      confirmationNeeded INTEGER,
      title TEXT,
      kind TEXT,
      progress REAL,
      attempt INTEGER,
      attemptLimit INTEGER,
      reason TEXT,
      result TEXT,
      revision TEXT,
      created INTEGER NOT NULL,
      started INTEGER,
      finished INTEGER,
      updated INTEGER,
      seen INTEGER,
      interval INTEGER,
      polls INTEGER NOT NULL,
      repeats INTEGER NOT NULL,
      inputs TEXT,
      label TEXT,
      ended INTEGER,
      isForgotten INTEGER NOT NULL CHECK (isForgotten IN (0, 1)),
      isReplaced INTEGER NOT NULL CHECK (isReplaced IN (0, 1)),
      change INTEGER NOT NULL,
      writer INTEGER NOT NULL,
      UNIQUE (runHigh, runLow),
      UNIQUE (server, jobID, runNumber),
      CHECK ((confirmationCount IS NULL) = (confirmationNeeded IS NULL)),
      CHECK (label IS NULL OR inputs IS NOT NULL),
      CHECK ((ended IS NOT NULL)
        = (state IN ('completed', 'failed', 'cancelled', 'lost', 'refused')))
    ) STRICT;
    CREATE INDEX runsByEnd ON runs (server, \(end));
    CREATE INDEX runsByChange ON runs (server, change);
    """

  private static let histories = """
    CREATE TABLE history (
      id INTEGER PRIMARY KEY,
      runRow INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      time INTEGER NOT NULL,
      source TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('submitting', 'pending', 'running', 'completed',
        'failed', 'cancelled', 'lost', 'refused', 'unconfirmed')),
      serverState TEXT,
      attempt INTEGER,
      reason TEXT
    ) STRICT;
    CREATE INDEX historyByRun ON history (runRow);
    CREATE TABLE aliases (
      runHigh INTEGER NOT NULL,
      runLow INTEGER NOT NULL,
      runRow INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      PRIMARY KEY (runHigh, runLow)
    ) STRICT;
    CREATE INDEX aliasesByRun ON aliases (runRow);
    """

  private static let counter = """
    CREATE TABLE counter (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      change INTEGER NOT NULL
    ) STRICT;
    INSERT INTO counter (id, change) VALUES (1, 0);
    """

  // Of the jobs that were found, not made, nobody noted it down until now.
  private static let creations = """
    ALTER TABLE runs ADD COLUMN isCreationKnown INTEGER NOT NULL DEFAULT 1
      CHECK (isCreationKnown IN (0, 1));
    UPDATE runs SET isCreationKnown = 0 WHERE inputs IS NULL;
    """

  private static let notes = """
    CREATE TABLE notes (
      name TEXT PRIMARY KEY,
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let numbers = """
    CREATE TABLE numbers (
      server TEXT PRIMARY KEY,
      last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  // Until when a job had certainly not ended, and from when on it certainly had; that is NULL where
  // we stopped asking first. One row for each, so that processes add to what others learned.
  private static let durations = """
    CREATE TABLE durations (
      id INTEGER PRIMARY KEY,
      server TEXT NOT NULL,
      kind TEXT NOT NULL,
      early INTEGER NOT NULL,
      late INTEGER
    ) STRICT;
    CREATE INDEX durationsByKind ON durations (server, kind, id);
    """

  // Who looks for what others wrote passes over what it wrote itself, and need not read those rows.
  private static let changes = """
    DROP INDEX runsByChange;
    CREATE INDEX runsByChange ON runs (server, change, writer);
    """

  // What was learned until now is of the whole time of jobs.
  private static let spans = """
    ALTER TABLE durations ADD COLUMN span TEXT NOT NULL DEFAULT 'whole'
      CHECK (span IN ('whole', 'running'));
    DROP INDEX durationsByKind;
    CREATE INDEX durationsByKind ON durations (server, kind, span, id);
    """
}
