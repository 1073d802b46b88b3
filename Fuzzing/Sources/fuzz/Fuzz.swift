import Glibc

/// What the fuzzer calls with every input; `HENGJI_FUZZ` names the part that is tried.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let run: @Sendable ([UInt8]) -> Void = {
  let name = getenv("HENGJI_FUZZ").map { String(cString: $0) } ?? ""
  if name == FuzzedForms.name { return { FuzzedForms.run($0) } }
  guard let part = FuzzedReader(rawValue: name) else {
    print("HENGJI_FUZZ：\(FuzzedReader.allCases.map(\.rawValue).joined(separator: " ")) \(FuzzedForms.name)")
    exit(2)
  }
  return { part.run($0) }
}()
