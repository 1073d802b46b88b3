import Documents
import Model
import Store

/// Files on their way into a batch: kept on the disk, packed folders opened.
enum UploadIntake {
  /// A file of a batch: its bytes, or why there are none.
  struct Incoming: Sendable {
    let name: String
    let size: Int
    let content: Result<FileStore.Kept, ImportFailure>

    var kept: FileStore.Kept? { try? content.get() }
    var failure: ImportFailure? { if case .failure(let failure) = content { failure } else { nil } }
  }

  /// The bytes go to the disk one file after the other, before anything is entered about them.
  static func keep(_ files: [UploadedFile], _ services: Services) throws(Refusal) -> [Incoming] {
    var out: [Incoming] = []
    for file in files {
      guard case .kept(let spool) = file.content else {
        out.append(Incoming(name: file.name, size: file.size, content: .failure(.tooLarge)))
        continue
      }
      do throws(StoreError) {
        if DocumentArchive.isArchive(path: spool.path) {
          out += try unpack(spool.path, file, services)
          continue
        }
      } catch { throw .failed(error) }
      let bytes: [UInt8]
      do throws(SpoolFile.Failure) { bytes = try spool.bytes() } catch { throw .broken(reason: "spool: \(error)") }
      do throws(StoreError) {
        out.append(Incoming(name: file.name, size: file.size, content: .success(try services.files.keep(bytes))))
      } catch { throw .failed(error) }
    }
    return out
  }

  /// The files of a packed folder, one after the other; one that cannot be unpacked is entered with the reason, and so
  /// is the archive itself where it cannot be opened at all.
  private static func unpack(
    _ path: String, _ file: UploadedFile, _ services: Services
  ) throws(StoreError) -> [Incoming] {
    func refused(_ failure: ImportFailure) -> [Incoming] {
      [Incoming(name: file.name, size: file.size, content: .failure(failure))]
    }
    let archive: DocumentArchive
    do throws(ReadError) { archive = try DocumentArchive(path: path) } catch { return refused(ImportFailure(error)) }
    guard !archive.members.isEmpty else { return refused(.emptyArchive) }
    guard archive.members.count <= UploadRules.archiveFilesMax else {
      return refused(.tooManyInside(archive.members.count))
    }
    var out: [Incoming] = []
    var total = 0
    for member in archive.members {
      guard total + member.bytes <= UploadRules.unpackedBytesMax else {
        out.append(Incoming(name: member.name, size: member.bytes, content: .failure(.archiveTooLarge)))
        continue
      }
      let content: [UInt8]
      do throws(ReadError) {
        content = try archive.bytes(of: member)
      } catch {
        out.append(Incoming(name: member.name, size: member.bytes, content: .failure(ImportFailure(error))))
        continue
      }
      total += content.count
      out.append(
        Incoming(name: member.name, size: content.count, content: .success(try services.files.keep(content))))
    }
    return out
  }

  /// Opens the batch; what came without bytes is settled with its reason at once.
  static func begin(
    _ files: [Incoming], by account: Account, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    for file in files {
      guard let kept = file.kept else { continue }
      try Files.record(
        kept, name: file.name, mediaType: "application/octet-stream", region: account.region, by: account.id,
        in: transaction)
    }
    let batch = try Batches.begin(
      region: account.region, year: transaction.now.civil().year, unit: account.unit,
      files: files.map { .init(name: $0.name, size: $0.size, digest: $0.kept?.digest) }, by: account.id,
      in: transaction)
    for (index, file) in files.enumerated() {
      guard let failure = file.failure else { continue }
      try Batches.settle(
        batch, file: index + 1, .failed(reason: failure.reason, sentence: failure.sentence), in: transaction)
    }
    return batch
  }
}

extension ImportFailure {
  init(_ error: ReadError) { self.init(reason: error.code, sentence: error.message) }

  fileprivate static let emptyArchive = ImportFailure(
    reason: "empty", sentence: "压缩包里没有文件。请核对打包的是不是装着表的文件夹。")
  fileprivate static func tooManyInside(_ count: Int) -> ImportFailure {
    ImportFailure(
      reason: "too-complex",
      sentence: "压缩包里有 \(count) 个文件，超过 \(UploadRules.archiveFilesMax) 个，没有读。请分成几个压缩包再传。")
  }
  fileprivate static let archiveTooLarge = ImportFailure(
    reason: "too-large", sentence: "压缩包解开后超过 1 GB，排在后面的这个文件没有读。请把它单独传。")
}
