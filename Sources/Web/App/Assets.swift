import Foundation
import Schemes

/// Style sheet, scripts and pictures, read once. Their addresses hold the digest of their content, so that browsers
/// may keep them for ever and still get every new version at once.
struct Assets: Sendable {
  struct Asset: Sendable {
    let type: MediaType
    let payload: Payload
    let tag: String
  }

  /// By the last part of their address: `hengji.1f3c09d2a4b5.css`.
  let byAddress: [String: Asset]
  private let addresses: [String: String]

  /// - Parameter files: names such as `hengji.css` with their bytes; those of an unknown kind are left out.
  init(_ files: [(name: String, bytes: [UInt8])]) {
    var byAddress: [String: Asset] = [:]
    var addresses: [String: String] = [:]
    for file in files {
      guard let type = MediaType(fileName: file.name), let dot = file.name.lastIndex(of: ".") else { continue }
      let tag = Hex.encode(Sodium.sha256(file.bytes).prefix(6))
      let address = "\(file.name[..<dot]).\(tag)\(file.name[dot...])"
      byAddress[address] = Asset(type: type, payload: Payload(file.bytes), tag: tag)
      addresses[file.name] = "/assets/" + address
    }
    self.byAddress = byAddress
    self.addresses = addresses
  }

  /// The files of `Resources/web`.
  static func standard() -> Assets {
    guard let folder = ResourceFiles.directory()?.appending(path: "web") else { return Assets([]) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Assets(
      names.sorted().compactMap { name in
        (try? Data(contentsOf: folder.appending(path: name))).map { (name, [UInt8]($0)) }
      })
  }

  /// The address of a file of `Resources/web`; the plain one when there is no such file.
  func address(_ name: String) -> String { addresses[name] ?? "/assets/" + name }

  var forPages: PageAssets {
    PageAssets(
      style: address("hengji.css"), script: address("hengji.js"), seal: address("seal.svg"),
      editor: address("editor.js"), textCells: address("textcells.js"))
  }
}
