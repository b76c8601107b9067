import JobModel

extension JobState {
  /// One line for the help.
  var about: String {
    switch self {
    case .submitting: "We sent it and wait for the answer"
    case .pending: "The server has it and has not begun"
    case .running: "The server works on it"
    case .completed: "It came to its good end"
    case .failed: "The server gave up on it"
    case .cancelled: "It was stopped on request"
    case .lost: "The server knew it, and says thrice that it does not"
    case .refused: "The server said no to it; what was sent is kept"
    case .unconfirmed: "We sent it and got no answer: it may or may not exist"
    }
  }
}
