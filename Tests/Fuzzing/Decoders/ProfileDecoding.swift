import JobProfile

enum ProfileDecoding: Decoding {
  static func take(_ bytes: [UInt8]) {
    do throws(ProfileMistakes) {
      let profile = try Profile(yaml: String(decoding: bytes, as: UTF8.self), file: "x")
      _ = profile.description(name: "x", url: "http://127.0.0.1")
    } catch {
      precondition(!error.mistakes.isEmpty, "refused without a reason")
    }
  }
}
