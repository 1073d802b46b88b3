import Documents
import Forms
import Foundation
import Model
import Store
import Web

/// What became of every file of a large run: read, doubtful or not read and why; files that are the same, and projects
/// that two files give with different figures.
///
/// It is kept in a file that grows by a line with each file read, so that a run that was cut short goes on where it
/// stopped.
struct ReadingReport {
  /// What one file gave.
  struct Entry: Hashable {
    enum State: String { case read, doubtful, failed }
    var file: String
    /// SHA-256 of its content; nil where it could not be read at all.
    var digest: String?
    var state: State
    /// Why it was not read, or what is doubtful, for people.
    var sentence: String?
    var projects: [PrintedFigures]
  }

  private(set) var entries: [Entry] = []
  private let file: FileHandle

  /// - Parameter path: the report of an earlier run goes on; a new one is begun where there is none.
  /// - Throws: `.refused` when the file is something else or cannot be written.
  init(_ path: String) throws(CommandError) {
    if let old = FileManager.default.contents(atPath: path) {
      // A line cut off by the end of the earlier run is read again.
      for line in old.split(separator: 0x0A) {
        if let entry = Entry(line) { entries.append(entry) }
      }
      guard !entries.isEmpty || old.isEmpty else { throw .refused("\(path) 不是读取报告，没有动它。请换一个文件名") }
    }
    let whole = entries.map { $0.line }.joined()
    guard FileManager.default.createFile(atPath: path, contents: Data(whole.utf8)),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw .refused("不能写报告 \(path)。请检查目录和权限") }
    file = handle
    _ = try? file.seekToEnd()
  }

  /// Names of the files that need not be read again.
  var done: Set<String> { Set(entries.map(\.file)) }

  mutating func add(_ entry: Entry) {
    entries.append(entry)
    try? file.write(contentsOf: Data(entry.line.utf8))
  }

  /// The report for people.
  var summary: String {
    func count(_ state: Entry.State) -> Int { entries.count { $0.state == state } }
    var lines = [
      "共 \(entries.count) 个文件：读出 \(count(.read)) 个，读出但有疑问 \(count(.doubtful)) 个，没有读出 \(count(.failed)) 个。"
    ]
    func list(_ title: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      lines.append("\(title)（\(items.count)）")
      lines += items.map { "  \($0)" }
    }
    list("没有读出", entries.filter { $0.state == .failed }.map { "\($0.file)：\($0.sentence ?? "")" })
    list("有疑问", entries.filter { $0.state == .doubtful }.map { "\($0.file)：\($0.sentence ?? "")" })
    list("内容完全相同的文件", sameFiles.map { $0.joined(separator: "、") })
    list("同一项目在几个文件里数不一样", conflicts)
    return lines.joined(separator: "\n")
  }

  /// Files with the same content, each group in the order of reading.
  var sameFiles: [[String]] {
    Dictionary(grouping: entries.filter { $0.digest != nil }, by: \.digest).values.filter { $0.count > 1 }
      .map { $0.map(\.file) }.sorted { $0[0] < $1[0] }
  }

  /// Projects with different figures in files of different content.
  var conflicts: [String] {
    PrintedFigures.conflicts(entries.flatMap { entry in entry.projects.map { (entry.file, $0) } }).map { conflict in
      "\(conflict.name)：" + conflict.places.map { "\($0.file) 是 \($0.figures)" }.joined(separator: "；")
    }
  }
}

extension ReadingReport.Entry {
  init(_ file: String, _ bytes: [UInt8]?, _ outcome: Result<ProcessedDocument, ReadError>) {
    self.file = file
    digest = bytes.map { Digest.sha256($0) }
    switch outcome {
    case .failure(let error):
      state = .failed
      sentence = error.message
      projects = []
    case .success(let document):
      projects = document.content.forms.compactMap(PrintedFigures.init)
      if document.content.isEmpty {
        state = .doubtful
        sentence = "没有认出绩效表、自评表或决算内容"
      } else if let doubt = document.reading.doubts.first {
        state = .doubtful
        let others = document.reading.doubts.count - 1
        sentence = "“\(doubt.text)”\(doubt.reason)" + (others > 0 ? "，另有 \(others) 处" : "")
      } else {
        state = .read
        sentence = nil
      }
    }
  }

  /// A line of the report; nil for anything else.
  init?(_ line: some Sequence<UInt8>) {
    guard let json = try? JSONParser.parse(line), let file = json["file"]?.string,
      let state = (json["state"]?.string).flatMap(State.init)
    else { return nil }
    self.file = file
    self.state = state
    digest = json["sha256"]?.string
    sentence = json["sentence"]?.string
    projects = (json["projects"]?.array ?? []).compactMap { item in
      guard let name = item["name"]?.string, let figures = item["figures"]?.string else { return nil }
      return PrintedFigures(name: name, figures: figures)
    }
  }

  var line: String {
    let list = projects.map { JSON.object(["name": .string($0.name), "figures": .string($0.figures)]) }
    return JSON.object([
      "file": .string(file), "state": .string(state.rawValue), "sha256": digest.map { .string($0) },
      "sentence": sentence.map { .string($0) }, "projects": .array(list),
    ]).text() + "\n"
  }
}
