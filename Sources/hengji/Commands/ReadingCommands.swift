import Documents
import Forms
import Foundation
import Model
import Web

extension Command {
  private static let common: [Option] = [
    .flag("--json", "按读取约定输出 JSON，几个文件时一个文件一行"),
    .flag("--with-contacts", "JSON 里包括人名和电话（默认不包括）"),
  ]

  static let read = Command(
    name: "read", summary: "读出文件里的每一张表", operands: "文件或文件夹…", options: common,
    example: "hengji read 申报表.docx --json"
  ) { arguments throws(CommandError) in
    try DocumentRun(arguments, part: .reading).run()
  }

  static let check = Command(
    name: "check", summary: "查错：每一处的位置、印的数、应当的数。有错误时退出码是 1", operands: "文件或文件夹…", options: common,
    example: "hengji check 二上申报/ --json"
  ) { arguments throws(CommandError) in
    try DocumentRun(arguments, part: .findings).run()
  }

  static let score = Command(
    name: "score", summary: "按评分方案重新计算得分，说明每一分的理由", operands: "文件或文件夹…", options: common,
    example: "hengji score 自评表.docx"
  ) { arguments throws(CommandError) in
    try DocumentRun(arguments, part: .scores).run()
  }
}

/// One run of `read`, `check` or `score` over files and folders.
struct DocumentRun {
  enum Part: Sendable { case reading, findings, scores }

  private let part: Part
  private let json: Bool
  private let copy: FormContent.Copy
  private let files: InputFiles
  private let pipeline: Pipeline

  init(_ arguments: Arguments, part: Part) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw .usage("没有写要读哪个文件") }
    self.part = part
    json = arguments.has("--json")
    copy = arguments.has("--with-contacts") ? .contractWithContacts : .contract
    files = InputFiles(arguments.operands)
    pipeline = try Pipeline.forCommands()
  }

  /// - Returns: 2 when a file could not be read; else for `check` 1 when there is an error; else 0.
  func run() -> Int32 {
    for (path, reason) in files.missing { Terminal.warn("\(path)：\(reason)") }
    var unread = !files.missing.isEmpty
    var errors = false
    let progress = ProgressBar("读取", total: files.paths.count)
    var done = 0
    let several = files.paths.count > 1
    progress.show(0)
    inOrder(files.paths) { [pipeline, part] path in
      Self.work(path, pipeline, part)
    } each: { path, outcome in
      progress.finish()
      switch outcome {
      case .failure(let error):
        unread = true
        Terminal.warn("\(path)：\(error.message)（\(error.code)）")
      case .success(let document):
        errors = errors || document.hasErrors
        Terminal.print(json ? jsonText(document, several: several) : plainText(document))
      }
      done += 1
      progress.show(done)
    }
    progress.finish()
    if files.paths.isEmpty && files.missing.isEmpty { Terminal.warn("文件夹里没有文件") }
    if unread { return 2 }
    return part == .findings && errors ? 1 : 0
  }

  private static func work(_ path: String, _ pipeline: Pipeline, _ part: Part) -> Result<ProcessedDocument, ReadError> {
    do throws(ReadError) {
      let bytes = try FileBytes.read(path)
      let name = URL(filePath: path).lastPathComponent
      let reading = try pipeline.read(bytes, name: name)
      switch part {
      case .reading:
        // Where nothing was recognised the contract asks for the finding that says so.
        if reading.content.isEmpty { return .success(pipeline.process(reading, name: name)) }
        return .success(ProcessedDocument(name: name, reading: reading, findings: [], scores: []))
      case .findings, .scores:
        return .success(pipeline.process(reading, name: name))
      }
    } catch {
      return .failure(error)
    }
  }

  private func jsonText(_ document: ProcessedDocument, several: Bool) -> String {
    let scoring = part == .scores ? document.scores.compactMap { $0.flatMap(pipeline.json) } : nil
    return document.json(findings: part == .findings || document.content.isEmpty, scoring: scoring, copy)
      .text(several ? .compact : .indented)
  }

  private func plainText(_ document: ProcessedDocument) -> String {
    switch part {
    case .reading: PlainReport.reading(document)
    case .findings: PlainReport.findings(document)
    case .scores: PlainReport.scores(document)
    }
  }
}

extension Pipeline {
  static func forCommands() throws(CommandError) -> Pipeline {
    do throws(Pipeline.Failure) {
      return try Pipeline.standard()
    } catch {
      throw .refused(error.description)
    }
  }
}
