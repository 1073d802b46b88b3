import Documents
import Foundation

/// Reads a file for a command, within the limit of the readers.
enum FileBytes {
  static func read(_ path: String) throws(ReadError) -> [UInt8] {
    let limit = ReadLimits.standard.fileBytes
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
    guard let size else { throw .missing }
    guard size <= limit else { throw .tooLarge(bytes: size, limit: limit) }
    guard let data = FileManager.default.contents(atPath: path) else { throw .missing }
    return [UInt8](data)
  }
}
