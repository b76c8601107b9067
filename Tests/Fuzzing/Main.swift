import Glibc

/// libFuzzer's loop; its own `main` is not reached, because the package manager names ours.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ entry: Decoder.Entry
) -> CInt

/// `Fuzzing DECODER [option of libFuzzer or folder of inputs …]`.
@_cdecl("Fuzzing_main")
public func fuzz(
  _ count: CInt,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  let name = count > 1 ? arguments[1].map { String(cString: $0) } : nil
  guard let decoder = name.flatMap({ Decoder(rawValue: $0) }) else {
    print(Decoder.allCases.map(\.rawValue).joined(separator: "\n"))
    return EX_USAGE
  }
  // libFuzzer takes the first argument for the program and reads on from the second.
  arguments[1] = arguments[0]
  var rest = arguments + 1
  var left = count - 1
  return runDriver(&left, &rest, decoder.entry)
}

/// What libFuzzer's own `main` would call; the linker asks for it.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeNothing(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }
