/// Whether and how a server may tell us instead of being asked.
public enum PushChoice: Hashable, Sendable {
  /// By what the profile has, in the order of the profile; else we ask.
  case automatic
  /// Never: we only ask.
  case none
  /// The server posts to this URL, where we listen: `http://`, on the loopback or an address of ours;
  /// port 0 takes a free one.
  case webhook(String)
}
