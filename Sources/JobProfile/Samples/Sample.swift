import JobModel

/// A real request or answer with holes where something varies, as a tree.
///
/// Filled it writes, read it finds the facts; client and simulator use it the other way round.
indirect enum Sample: Hashable, Sendable {
  /// Written as it stands; ignored in reading, compared where two answers must be told apart.
  case constant(JSON)
  /// `"{title}"`: the value with its JSON type.
  case hole(Hole)
  /// `"{*}"`: nothing is written, anything is read.
  case anything
  /// `"Task {id} deleted."`
  case text(TextSample)
  case object([Member])
  /// Several elements, each in its place.
  case array([Sample])
  /// A list of one without `{id}`: the first element whose constants hold.
  case first(Sample)
  /// A list of one with `{id}`: repeated for each job.
  case each(Sample)
  /// `{"{id}": …}`: an object repeated for each job, keyed by its id.
  case keyed(TextSample, Sample)

  /// One member of an object.
  struct Member: Hashable, Sendable {
    let name: String
    let sample: Sample
  }

  /// All holes, in their order.
  var holes: [Hole] {
    switch self {
    case .constant, .anything: []
    case .hole(let hole): [hole]
    case .text(let text): text.holes
    case .object(let members): members.flatMap(\.sample.holes)
    case .array(let elements): elements.flatMap(\.holes)
    case .first(let element), .each(let element): element.holes
    case .keyed(let key, let element): key.holes + element.holes
    }
  }

  /// Whether one answer in this shape tells of many jobs.
  var repeats: Bool {
    switch self {
    case .constant, .hole, .anything, .text: false
    case .object(let members): members.contains(where: \.sample.repeats)
    case .array(let elements): elements.contains(where: \.repeats)
    case .first(let element): element.repeats
    case .each, .keyed: true
    }
  }
}
