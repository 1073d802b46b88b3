public import Documents
import Foundation
import Lifecycle
import Model
import Schemes
public import Store

/// Brings files in from outside the web: the command line and the demonstration go the same way as an upload.
public struct FileIntake {
  public enum Failure: Error, CustomStringConvertible {
    case noAccount(String)
    case notAllowed(String)
    case store(StoreError)

    public var description: String {
      switch self {
      case .noAccount(let login): "没有“\(login)”这个账号"
      case .notAllowed(let why): why
      case .store(let error): error.description
      }
    }
  }

  /// What became of one file.
  public struct Result: Sendable {
    public let name: String
    public let isRead: Bool
    /// Word for programs when something is to be said.
    public let reason: String?
    public let sentence: String
    /// Identifiers of the forms in it.
    public let forms: [String]
  }

  /// A file to be brought in: its name, and how to get its bytes when its turn comes.
  public struct Source: Sendable {
    let name: String
    let bytes: @Sendable () throws(ReadError) -> [UInt8]

    public init(name: String, bytes: @escaping @Sendable () throws(ReadError) -> [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    init(path: String) {
      self.init(name: URL(filePath: path).lastPathComponent) { () throws(ReadError) in
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .missing }
        return [UInt8](bytes)
      }
    }
  }

  private let services: Services

  public init(_ configuration: WebConfiguration, _ pipeline: Pipeline) throws(Failure) {
    do throws(StoreError) {
      services = try Services(configuration, PipelineProcessor(pipeline: pipeline))
    } catch {
      throw .store(error)
    }
  }

  /// Reads the files in, in batches of the size an upload may have, and waits until all are done.
  /// - Parameter progress: called with the number of files done.
  public func take(
    _ files: [Source], as login: String, progress: (Int) -> Void = { _ in }
  ) throws(Failure) -> [Result] {
    defer { services.importer.close() }
    let account: Account?
    do throws(StoreError) {
      account = try services.database.read { (t) throws(StoreError) in try Accounts.find(login: login, in: t) }
    } catch {
      throw .store(error)
    }
    guard let account else { throw .noAccount(login) }
    if case .refused(let why, let whoCanHelp) = Permission.decide(account.actor, .upload, .unit(account.scope)) {
      throw .notAllowed(why + whoCanHelp)
    }
    var results: [Result] = []
    for start in stride(from: 0, to: files.count, by: UploadRules.filesMax) {
      let part = Array(files[start..<min(start + UploadRules.filesMax, files.count)])
      do throws(StoreError) { results += try take(part, account) } catch { throw .store(error) }
      progress(results.count)
    }
    return results
  }

  private func take(_ files: [Source], _ account: Account) throws(StoreError) -> [Result] {
    var incoming: [UploadIntake.Incoming] = []
    for source in files {
      let bytes: [UInt8]
      do throws(ReadError) {
        bytes = try source.bytes()
      } catch {
        incoming.append(.init(name: source.name, size: 0, content: .failure(ImportFailure(error))))
        continue
      }
      let isWithin = bytes.count <= UploadRules.fileBytesMax
      incoming.append(
        .init(
          name: source.name, size: bytes.count,
          content: isWithin ? .success(try services.files.keep(bytes)) : .failure(.tooLarge)))
    }
    let batch = try services.database.write { (transaction) throws(StoreError) in
      try UploadIntake.begin(incoming, by: account, in: transaction)
    }
    services.importer.take(batch: batch)
    services.importer.waitUntilIdle()
    return try services.database.read { (transaction) throws(StoreError) in
      guard let batch = try Batches.find(id: batch, in: transaction) else { return [] }
      return try Batches.files(of: batch, in: transaction).map(Result.init)
    }
  }
}

extension FileIntake.Result {
  fileprivate init(_ file: BatchFile) {
    name = file.name
    isRead = file.state != .failed
    reason = file.reason
    let errors = file.forms.reduce(0) { $0 + $1.errors }
    let read = "读出 \(file.forms.count) 张表" + (errors > 0 ? "，错误 \(errors) 处" : "")
    sentence = file.sentence ?? read
    forms = file.forms.map(\.id)
  }
}

extension Demonstration {
  /// Brings the documents of the demonstration in, once: a region that has forms is left as it is.
  public static func loadDocuments(_ configuration: WebConfiguration, _ pipeline: Pipeline) throws(StoreError) {
    let isEmpty = try configuration.database.read { (transaction) throws(StoreError) in
      try FormCounts.years(region: region, in: transaction).isEmpty
    }
    guard isEmpty, let folder = ResourceFiles.directory()?.appending(path: "demo") else { return }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    do throws(FileIntake.Failure) {
      let intake = try FileIntake(configuration, pipeline)
      _ = try intake.take(names.map { FileIntake.Source(path: folder.appending(path: $0).path) }, as: "jixiao")
    } catch {
      if case .store(let reason) = error { throw reason }
    }
  }
}
