/// What kind of body a route takes, and how much of it.
enum BodyRule: Sendable, Hashable {
  case none
  /// A plain form, or one with small fields only.
  case fields(bytesMax: Int)
  /// A form with files: all of it together, and each file.
  case files(bytesMax: Int, fileBytesMax: Int)

  /// One JSON text, kept in memory.
  case json(bytesMax: Int)

  static let form = BodyRule.fields(bytesMax: 64 * 1024)

  var bytesMax: Int {
    switch self {
    case .none: 0
    case .fields(let max), .files(let max, _), .json(let max): max
    }
  }
}

/// Takes the body of one request as it arrives and holds only a bounded part of it in memory.
struct BodyReader {
  enum Failure: Error, Hashable, Sendable {
    /// More than the route takes.
    case tooLarge(bytesMax: Int)
    /// Neither a plain form nor a form with files, or a broken one.
    case malformed
    case unsupportedType
    /// Nowhere to put the files.
    case noSpace
  }

  /// Fields are kept in memory: all of a request's together. A form with files has small fields only.
  private static func fieldBytes(_ rule: BodyRule) -> Int {
    switch rule {
    case .none, .files: 64 * 1024
    case .fields(let max), .json(let max): max
    }
  }

  private enum Kind {
    case none
    case plain([UInt8])
    case json([UInt8])
    case parts(MultipartParser, PartsKeeper)
  }

  private let rule: BodyRule
  private var kind: Kind
  private var total = 0

  init(_ head: RequestHead, _ rule: BodyRule, spoolFolder: String) throws(Failure) {
    self.rule = rule
    if let announced = head.headers.contentLength, announced > rule.bytesMax {
      throw .tooLarge(bytesMax: rule.bytesMax)
    }
    let type = head.headers["content-type"] ?? ""
    if rule == .none {
      kind = .none
    } else if case .json = rule {
      let isNamed = HeaderValue(type).main.lowercased() == "application/json"
      guard isNamed || head.headers.contentLength ?? 0 == 0 else { throw .unsupportedType }
      kind = isNamed ? .json([]) : .none
    } else if HeaderValue(type).main.lowercased() == "application/x-www-form-urlencoded" {
      kind = .plain([])
    } else if let parser = MultipartParser(contentType: type) {
      kind = .parts(parser, PartsKeeper(rule, fieldBytesMax: Self.fieldBytes(rule), folder: spoolFolder))
    } else if head.headers.contentLength ?? 0 == 0 {
      kind = .none
    } else {
      throw .unsupportedType
    }
  }

  mutating func feed(_ chunk: UnsafeRawBufferPointer) throws(Failure) {
    total += chunk.count
    guard total <= rule.bytesMax else { throw .tooLarge(bytesMax: rule.bytesMax) }
    switch kind {
    case .none: return
    case .plain(var bytes):
      kind = .none
      let max = Self.fieldBytes(rule)
      guard bytes.count + chunk.count <= max else { throw .tooLarge(bytesMax: max) }
      bytes.append(contentsOf: chunk)
      kind = .plain(bytes)
    case .json(var bytes):
      kind = .none
      bytes.append(contentsOf: chunk)
      kind = .json(bytes)
    case .parts(var parser, let keeper):
      kind = .none
      do throws(MultipartParser.Failure) { try parser.feed(chunk, keeper.take) } catch { throw .malformed }
      if let failure = keeper.failure { throw failure }
      kind = .parts(parser, keeper)
    }
  }

  /// The body as a value, once all of it has come.
  consuming func finish() throws(Failure) -> Request.Body {
    switch kind {
    case .none: return .none
    case .plain(let bytes):
      guard let fields = Fields(encoded: bytes) else { throw .malformed }
      return .fields(fields)
    case .json(let bytes): return .json(bytes)
    case .parts(let parser, let keeper):
      do throws(MultipartParser.Failure) { try parser.finish() } catch { throw .malformed }
      return .upload(keeper.upload)
    }
  }
}

/// Puts the parts of a form where they belong: fields into memory, files onto disk.
private final class PartsKeeper {
  private enum Current {
    case nothing
    case field(String, [UInt8])
    case file(PartHead, SpoolFile?, size: Int)
  }

  private let fieldBytesMax: Int
  private let fileBytesMax: Int?
  private let folder: String
  private var current = Current.nothing
  private var fieldBytes = 0
  private(set) var upload = Upload()
  private(set) var failure: BodyReader.Failure?

  init(_ rule: BodyRule, fieldBytesMax: Int, folder: String) {
    self.fieldBytesMax = fieldBytesMax
    self.folder = folder
    if case .files(_, let max) = rule { fileBytesMax = max } else { fileBytesMax = nil }
  }

  func take(_ event: MultipartParser.Event) {
    guard failure == nil else { return }
    do throws(SpoolFile.Failure) {
      switch event {
      case .begin(let head): try begin(head)
      case .data(let bytes): try keep(bytes)
      case .end: end()
      }
    } catch {
      failure = .noSpace
    }
  }

  private func begin(_ head: PartHead) throws(SpoolFile.Failure) {
    if let fileName = head.fileName {
      guard fileBytesMax != nil else {
        failure = .malformed
        return
      }
      // A file field left empty is sent as a file without a name.
      current = fileName.isEmpty ? .nothing : .file(head, try SpoolFile(in: folder), size: 0)
    } else {
      current = .field(head.name, [])
    }
  }

  private func keep(_ bytes: [UInt8]) throws(SpoolFile.Failure) {
    switch current {
    case .nothing: return
    case .field(let name, var kept):
      current = .nothing
      kept += bytes
      fieldBytes += bytes.count
      guard fieldBytes <= fieldBytesMax else {
        failure = .tooLarge(bytesMax: fieldBytesMax)
        return
      }
      current = .field(name, kept)
    case .file(let head, let file, let size):
      let size = size + bytes.count
      let isTooLarge = size > fileBytesMax ?? 0
      if !isTooLarge { try file?.append(bytes) }
      current = .file(head, isTooLarge ? nil : file, size: size)
    }
  }

  private func end() {
    switch current {
    case .nothing: return
    case .field(let name, let bytes):
      guard let value = String(validating: bytes, as: UTF8.self) else {
        failure = .malformed
        return
      }
      upload.fields.append(name, value)
    case .file(let head, let file, let size):
      upload.files.append(
        UploadedFile(
          field: head.name, name: head.fileName ?? "", size: size, content: file.map { .kept($0) } ?? .tooLarge))
    }
    current = .nothing
  }
}
