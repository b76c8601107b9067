/// What is written of jobs that are followed.
enum FollowedNews {
  /// How each was created.
  case births
  /// How each ended.
  case ends
  /// Every change.
  case changes
  /// Every answer of the server.
  case everyAnswer
}
