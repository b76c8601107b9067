/// What a server can be asked to do.
public enum JobOperation: String, CaseIterable, Hashable, Sendable, Codable {
  case create, status, list, bulk, cancel, retry, delete, log
}
