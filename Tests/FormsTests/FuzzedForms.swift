import Forms
import Schemes

@testable import Documents

/// The recognition of forms in whatever a text or a page of the web says; the fuzzer and the test of what it found call
/// the same.
enum FuzzedForms {
  static let name = "forms"
  private static let reader = FormReader(TemplateLibrary.standard().valid)

  static func run(_ bytes: [UInt8]) {
    var limits = ReadLimits.standard
    limits.fileBytes = 1 << 20
    // What begins like a PDF file would only try the program that reads those.
    guard FileKind.detect(bytes) != .pdf, let document = try? DocumentReader.read(bytes, name: "a.txt", limits: limits)
    else { return }
    _ = reader.read(document)
  }
}
