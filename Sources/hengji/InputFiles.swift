import Documents
import Foundation
import Synchronization
import Web

/// A file that a command works on: one of its own, or one in a packed folder.
struct InputFile: Sendable {
  let path: String
  let member: DocumentArchive.Member?
  private let archive: DocumentArchive?

  init(_ path: String) {
    self.path = path
    archive = nil
    member = nil
  }

  init(_ path: String, _ archive: DocumentArchive, _ member: DocumentArchive.Member) {
    self.path = path
    self.archive = archive
    self.member = member
  }

  /// What people call it: the path, and behind it the path in the archive.
  var name: String { member.map { "\(path)/\($0.name)" } ?? path }

  /// Its own name without folders.
  var lastName: String { name.split(separator: "/").last.map(String.init) ?? name }

  func bytes() throws(ReadError) -> [UInt8] {
    guard let archive, let member else { return try FileBytes.read(path) }
    return try archive.bytes(of: member)
  }
}

extension InputFile {
  /// The same for bringing it into the database.
  var incoming: FileIntake.Source {
    FileIntake.Source(name: member?.name ?? lastName) { () throws(ReadError) in try self.bytes() }
  }
}

/// The files a command was given, folders and archives opened, in a stable order.
struct InputFiles {
  let files: [InputFile]
  /// Operands that name nothing, with the reason.
  let missing: [(path: String, reason: String)]

  /// Hidden files and the rests that office programs leave beside open documents are passed over in folders.
  init(_ operands: [String]) {
    var paths: [String] = []
    var missing: [(String, String)] = []
    for operand in operands {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: operand, isDirectory: &isFolder) else {
        missing.append((operand, "没有这个文件或文件夹"))
        continue
      }
      guard isFolder.boolValue else {
        paths.append(operand)
        continue
      }
      let names = FileManager.default.enumerator(atPath: operand)?.compactMap { $0 as? String } ?? []
      for name in names.sorted() {
        let path = operand.hasSuffix("/") ? operand + name : operand + "/" + name
        let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("~$") }
        var isSubfolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isSubfolder)
        if !isHidden && !isSubfolder.boolValue { paths.append(path) }
      }
    }
    var files: [InputFile] = []
    for path in paths {
      guard DocumentArchive.isArchive(path: path) else {
        files.append(InputFile(path))
        continue
      }
      do throws(ReadError) {
        let archive = try DocumentArchive(path: path)
        files += archive.members.map { InputFile(path, archive, $0) }
      } catch {
        missing.append((path, error.message))
      }
    }
    self.files = files
    self.missing = missing
  }
}

/// Works on items with all cores and hands the results on in the order of the items.
func inOrder<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) -> Result, each: (Item, Result) -> Void
) {
  // A window of a few items per core keeps memory flat however many files there are.
  let window = max(1, ProcessInfo.processInfo.activeProcessorCount * 2)
  var start = 0
  while start < items.count {
    let part = Array(items[start..<min(start + window, items.count)])
    let results = Results<Result>(count: part.count)
    DispatchQueue.concurrentPerform(iterations: part.count) { index in results.set(index, work(part[index])) }
    for (item, result) in zip(part, results.all) { each(item, result) }
    start += part.count
  }
}

private final class Results<Value: Sendable>: Sendable {
  private let slots: Mutex<[Value?]>
  init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }
  func set(_ index: Int, _ value: Value) { slots.withLock { $0[index] = value } }
  var all: [Value] { slots.withLock { $0.compactMap { $0 } } }
}
