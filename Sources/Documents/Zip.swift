import CZip

/// A packed file (ZIP) in memory, and the only file that knows libzip.
///
/// An archive lives inside a closure, as libzip reads the bytes where they are instead of copying them.
struct ZipArchive: ~Copyable {
  /// What the directory of the archive says about a part; the sizes are claims until the part was read.
  struct Entry {
    fileprivate let index: UInt64
    let name: String
    let packedBytes: Int
    let unpackedBytes: Int
    let isEncrypted: Bool
  }

  private let pointer: OpaquePointer
  private let limits: ReadLimits

  /// Opens the archive in `bytes` for the time of `body`.
  ///
  /// - Throws: `.damaged` when there is no readable directory, `.zipBomb` when it has more entries than `limits`
  ///   allow, and what `body` throws.
  static func with<Result>(
    _ bytes: [UInt8], limits: ReadLimits, _ body: (borrowing ZipArchive) throws(ReadError) -> Result
  ) throws(ReadError) -> Result {
    try ZipDirectory.check(bytes, entriesMax: limits.entries)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(ReadError) -> Result in
      let archive = try ZipArchive(UnsafeRawBufferPointer(buffer), limits)
      return try body(archive)
    }
  }

  /// Opens the archive that lies at `path`, whose parts are read from the disk as they are asked for.
  static func with<Result>(
    path: String, limits: ReadLimits, _ body: (borrowing ZipArchive) throws(ReadError) -> Result
  ) throws(ReadError) -> Result {
    guard let tail = FileTail.read(path, ZipDirectory.tailBytes) else { throw .missing }
    try ZipDirectory.check(tail.bytes, from: tail.start, entriesMax: limits.entries)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_file_create(path, 0, -1, &error) else { throw .missing }
    let archive = try ZipArchive(source, limits)
    return try body(archive)
  }

  private init(_ buffer: UnsafeRawBufferPointer, _ limits: ReadLimits) throws(ReadError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
      throw .damaged(.zip, detail: "内存不足，打不开")
    }
    try self.init(source, limits)
  }

  private init(_ source: OpaquePointer, _ limits: ReadLimits) throws(ReadError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let opened = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw .damaged(.zip, detail: "文件不完整，找不到压缩目录")
    }
    guard zip_get_num_entries(opened, 0) <= limits.entries else {
      zip_discard(opened)
      throw .zipBomb
    }
    self.limits = limits
    pointer = opened
  }

  deinit { zip_discard(pointer) }

  /// - Returns: nil when there is no part of this name.
  func entry(_ name: String) -> Entry? {
    let index = zip_name_locate(pointer, name, UInt32(ZIP_FL_ENC_GUESS))
    return index < 0 ? nil : entry(at: UInt64(index))
  }

  func contains(_ name: String) -> Bool { zip_name_locate(pointer, name, UInt32(ZIP_FL_ENC_GUESS)) >= 0 }

  private func entry(at index: UInt64) -> Entry? {
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(pointer, index, 0, &stat) == 0, let name = stat.name else { return nil }
    return Entry(
      index: index, name: String(cString: name), packedBytes: Int(clamping: stat.comp_size),
      unpackedBytes: Int(clamping: stat.size), isEncrypted: Int32(stat.encryption_method) != ZIP_EM_NONE)
  }

  /// Every part with its name as people wrote it and the size it claims.
  var names: [(index: Int, name: String, bytes: Int)] {
    (0..<Int(max(0, zip_get_num_entries(pointer, 0)))).compactMap { index in
      guard let entry = entry(at: UInt64(index)), let raw = zip_get_name(pointer, UInt64(index), UInt32(ZIP_FL_ENC_RAW))
      else { return nil }
      return (index, Self.readable(Array(String(cString: raw).utf8), raw), entry.unpackedBytes)
    }
  }

  /// Names are UTF-8 or, by older programs of Chinese systems, GB 18030, whatever the archive says of them.
  private static func readable(_ utf8: [UInt8], _ raw: UnsafePointer<CChar>) -> String {
    var bytes: [UInt8] = []
    var at = raw
    while at.pointee != 0, bytes.count < 4_096 {
      bytes.append(UInt8(bitPattern: at.pointee))
      at += 1
    }
    let text = bytes == utf8 ? utf8 : Iconv.utf8(fromGB18030: bytes) ?? utf8
    return String(decoding: text.map { $0 == 0x5C ? 0x2F : $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The whole of the part at this place of the directory.
  func bytes(at index: Int) throws(ReadError) -> [UInt8] {
    guard let entry = entry(at: UInt64(index)) else { throw .damaged(.zip, detail: "压缩目录不完整") }
    let part = try open(entry)
    var all: [UInt8] = []
    var piece: [UInt8] = []
    while try part.read(into: &piece) { all += piece }
    return all
  }

  /// Opens a part for reading piece by piece.
  ///
  /// - Throws: `.encrypted`; `.zipBomb` when the part claims a size or ratio beyond the limits; `.damaged`.
  func open(_ entry: Entry) throws(ReadError) -> ZipPart {
    if entry.isEncrypted { throw .encrypted(.zip) }
    guard entry.unpackedBytes <= limits.unpackedBytes else { throw .zipBomb }
    guard let file = zip_fopen_index(pointer, entry.index, 0) else {
      throw .damaged(.zip, detail: "打不开其中的 \(entry.name)")
    }
    return ZipPart(file, entry, limits)
  }

  /// The whole of a small part; nil when there is none of this name.
  func bytes(_ name: String) throws(ReadError) -> [UInt8]? {
    guard let entry = entry(name) else { return nil }
    let part = try open(entry)
    var all: [UInt8] = []
    var piece: [UInt8] = []
    while try part.read(into: &piece) { all += piece }
    return all
  }
}

/// One part of an archive while it is being read. Must not outlive the archive.
final class ZipPart {
  private static let pieceBytes = 64 << 10
  private let file: OpaquePointer
  private let entry: ZipArchive.Entry
  private let limits: ReadLimits
  private var bytesRead = 0

  fileprivate init(_ file: OpaquePointer, _ entry: ZipArchive.Entry, _ limits: ReadLimits) {
    self.file = file
    self.entry = entry
    self.limits = limits
  }

  deinit { zip_fclose(file) }

  /// Replaces `piece` by the next bytes.
  ///
  /// - Returns: false at the end, with an empty piece.
  /// - Throws: `.zipBomb` as soon as more came out than the limits allow, whatever the directory claimed; `.damaged`
  ///   when the packed data are broken or fail their checksum.
  func read(into piece: inout [UInt8]) throws(ReadError) -> Bool {
    var got: Int64 = 0
    piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
      got = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
      count = max(0, Int(got))
    }
    guard got >= 0 else { throw .damaged(.zip, detail: "其中的 \(entry.name) 解压失败") }
    bytesRead += Int(got)
    let isTooDense = bytesRead > limits.ratioFreeBytes && bytesRead / max(1, entry.packedBytes) > limits.ratio
    guard bytesRead <= limits.unpackedBytes, !isTooDense else { throw .zipBomb }
    return got > 0
  }
}

/// Packs parts into an archive in memory.
struct ZipWriter: ~Copyable {
  struct Failure: Error, Hashable { let reason: String }

  private let pointer: OpaquePointer
  private let source: OpaquePointer
  /// libzip reads the parts when the archive is closed, so they are kept until then.
  private var parts: [UnsafeMutableRawBufferPointer] = []
  private var isClosed = false

  init() throws(Failure) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(nil, 0, 0, &error) else { throw Failure(reason: "out of memory") }
    guard let opened = zip_open_from_source(source, ZIP_TRUNCATE, &error) else {
      zip_source_free(source)
      throw Failure(reason: String(cString: zip_error_strerror(&error)))
    }
    // The archive owns the source; a second hold keeps the bytes readable after closing.
    zip_source_keep(source)
    self.source = source
    pointer = opened
  }

  deinit {
    if !isClosed { zip_discard(pointer) }
    for part in parts { part.deallocate() }
    zip_source_free(source)
  }

  /// - Parameter password: encrypts the part with AES-256.
  mutating func add(_ name: String, _ bytes: [UInt8], password: String? = nil) throws(Failure) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
    copy.copyBytes(from: bytes)
    parts.append(copy)
    guard let part = zip_source_buffer(pointer, copy.baseAddress, UInt64(bytes.count), 0) else { throw failure }
    let index = zip_file_add(pointer, name, part, UInt32(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(part)
      throw failure
    }
    // A fixed time makes equal documents equal files.
    zip_file_set_dostime(pointer, UInt64(index), 0, 0x21, 0)
    if let password, zip_file_set_encryption(pointer, UInt64(index), UInt16(ZIP_EM_AES_256), password) != 0 {
      throw failure
    }
  }

  private var failure: Failure { Failure(reason: String(cString: zip_strerror(pointer))) }

  /// Writes the archive and ends the writer.
  consuming func finish() throws(Failure) -> [UInt8] {
    guard zip_close(pointer) == 0 else { throw failure }
    isClosed = true
    var stat = zip_stat_t()
    guard zip_source_open(source) == 0, zip_source_stat(source, &stat) == 0 else {
      throw Failure(reason: "the archive cannot be read back")
    }
    defer { zip_source_close(source) }
    return [UInt8](unsafeUninitializedCapacity: Int(stat.size)) { buffer, count in
      count = max(0, Int(zip_source_read(source, buffer.baseAddress, UInt64(buffer.count))))
    }
  }
}
