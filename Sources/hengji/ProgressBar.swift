import Foundation

/// A progress bar on standard error while it is a terminal; silent otherwise.
struct ProgressBar {
  private let total: Int
  private let label: String
  private let isShown: Bool
  private let columns: Int

  init(_ label: String, total: Int) {
    self.label = label
    self.total = total
    let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
    isShown = isatty(2) == 1 && total > 1 && !kind.isEmpty && kind != "dumb"
    columns = Self.terminalColumns
  }

  func show(_ done: Int) {
    guard isShown else { return }
    write("\r" + Self.line(label, done, of: total, columns: columns) + "\u{1B}[K")
  }

  /// Takes the bar away, so that what is printed next begins on an empty line.
  func finish() {
    guard isShown else { return }
    write("\r\u{1B}[K")
  }

  /// The bar as it is printed, at most one column less than the terminal has: a full line would wrap and stay.
  static func line(_ label: String, _ done: Int, of total: Int, columns: Int) -> String {
    let count = "\(done)/\(total)"
    // Some Chinese fonts draw the blocks two columns wide.
    let room = (columns - 1 - Terminal.width(label) - count.utf8.count - 2) / 2
    let width = min(24, room)
    guard width >= 4 else { return Terminal.clip(count, to: max(1, columns - 1)) }
    let filled = total == 0 ? width : width * done / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    return "\(label) \(bar) \(count)"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// 80 where the terminal does not say.
  private static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
