import Foundation
import Synchronization

/// The files a command was given, folders opened, in a stable order.
struct InputFiles {
  let paths: [String]
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
    self.paths = paths
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
