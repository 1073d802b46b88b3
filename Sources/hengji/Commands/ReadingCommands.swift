import Documents
import Forms
import Foundation
import Model
import Web

extension Command {
  private static let common: [Option] = [
    .flag("--json", "按读取约定输出 JSON，几个文件时一个文件一行"),
    .flag("--with-contacts", "JSON 里包括人名和电话（默认不包括）"),
    .value("--report", "文件", "每个文件的结果记在这里；中断后照样再运行，接着读没有读过的"),
  ]

  static let read = Command(
    name: "read", summary: "读出文件里的每一张表", operands: "文件、文件夹或压缩包…", options: common,
    example: "hengji read 申报表.docx --json"
  ) { arguments throws(CommandError) in
    try DocumentRun(arguments, part: .reading).run()
  }

  static let check = Command(
    name: "check", summary: "查错：每一处的位置、印的数、应当的数。有错误时退出码是 1", operands: "文件、文件夹或压缩包…", options: common,
    example: "hengji check 二上申报/ --json"
  ) { arguments throws(CommandError) in
    try DocumentRun(arguments, part: .findings).run()
  }

  static let score = Command(
    name: "score", summary: "按评分方案重新计算得分，说明每一分的理由", operands: "文件、文件夹或压缩包…", options: common,
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
  private let reportPath: String?
  private let pipeline: Pipeline

  init(_ arguments: Arguments, part: Part) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw .usage("没有写要读哪个文件") }
    self.part = part
    json = arguments.has("--json")
    copy = arguments.has("--with-contacts") ? .contractWithContacts : .contract
    files = InputFiles(arguments.operands)
    reportPath = arguments.value("--report")
    pipeline = try Pipeline.forCommands()
  }

  /// - Returns: 2 when a file could not be read; else for `check` 1 when there is an error; else 0.
  func run() throws(CommandError) -> Int32 {
    var report: ReadingReport?
    if let reportPath { report = try ReadingReport(reportPath) }
    for (path, reason) in files.missing { Terminal.warn("\(path)：\(reason)") }
    var unread = !files.missing.isEmpty || report?.entries.contains { $0.state == .failed } == true
    var errors = false
    let known = report?.done ?? []
    let waiting = files.files.filter { !known.contains($0.name) }
    let progress = ProgressBar("读取", total: waiting.count)
    var done = 0
    let several = files.files.count > 1
    let isReported = report != nil
    progress.show(0)
    inOrder(waiting) { [pipeline, part] file in
      Self.work(file, pipeline, part, isReported: isReported)
    } each: { file, work in
      progress.finish()
      switch work.outcome {
      case .failure(let error):
        unread = true
        Terminal.warn("\(file.name)：\(error.message)（\(error.code)）")
      case .success(let document):
        errors = errors || document.hasErrors
        Terminal.print(json ? jsonText(document, several: several) : plainText(document))
      }
      if let entry = work.entry { report?.add(entry) }
      done += 1
      progress.show(done)
    }
    progress.finish()
    if files.files.isEmpty && files.missing.isEmpty { Terminal.warn("文件夹里没有文件") }
    if let report { Terminal.warn(report.summary) }
    if unread { return 2 }
    return part == .findings && errors ? 1 : 0
  }

  /// What became of one file, with its line of the report where there is one.
  private struct Work: Sendable {
    var outcome: Result<ProcessedDocument, ReadError>
    var entry: ReadingReport.Entry?
  }

  private static func work(_ file: InputFile, _ pipeline: Pipeline, _ part: Part, isReported: Bool) -> Work {
    var bytes: [UInt8]?
    var outcome: Result<ProcessedDocument, ReadError>
    do throws(ReadError) {
      let content = try file.bytes()
      bytes = content
      outcome = .success(try process(content, file, pipeline, part))
    } catch {
      outcome = .failure(error)
    }
    return Work(outcome: outcome, entry: isReported ? ReadingReport.Entry(file.name, bytes, outcome) : nil)
  }

  private static func process(
    _ bytes: [UInt8], _ file: InputFile, _ pipeline: Pipeline, _ part: Part
  ) throws(ReadError) -> ProcessedDocument {
    let name = file.member == nil ? file.lastName : file.name
    let reading = try pipeline.read(bytes, name: name)
    switch part {
    case .reading:
      // Where nothing was recognised the contract asks for the finding that says so.
      if reading.content.isEmpty { return pipeline.process(reading, name: name) }
      return ProcessedDocument(name: name, reading: reading, findings: [], scores: [])
    case .findings, .scores:
      return pipeline.process(reading, name: name)
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
