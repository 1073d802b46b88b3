/// One command of the program as a value: what it is called, what it takes, an example, and what it does.
struct Command: Sendable {
  struct Option: Sendable {
    /// With its dashes: `--json`.
    let name: String
    /// What its value stands for; nil for a switch.
    let value: String?
    let help: String

    static func flag(_ name: String, _ help: String) -> Option { Option(name: name, value: nil, help: help) }
    static func value(_ name: String, _ value: String, _ help: String) -> Option {
      Option(name: name, value: value, help: help)
    }
  }

  let name: String
  let summary: String
  /// What stands after the options: `文件…`.
  let operands: String
  let options: [Option]
  let example: String
  /// - Returns: the exit status.
  let run: @Sendable (Arguments) throws(CommandError) -> Int32

  var usage: String {
    var lines = ["用法：hengji \(name)\(options.isEmpty ? "" : " [选项]")\(operands.isEmpty ? "" : " " + operands)", ""]
    lines.append(summary)
    if !options.isEmpty {
      lines.append("")
      let heads = options.map { option in option.value.map { "\(option.name) \($0)" } ?? option.name }
      let width = heads.map(Terminal.width).max() ?? 0
      for (head, option) in zip(heads, options) { lines.append("  \(Terminal.pad(head, to: width))  \(option.help)") }
    }
    lines += ["", "例：\(example)"]
    return lines.joined(separator: "\n")
  }
}

/// Why a command cannot go on; the text is for the person at the terminal.
enum CommandError: Error {
  /// The command line is wrong: exit status 2 and the usage.
  case usage(String)
  /// The world says no: exit status 2.
  case refused(String)
}

/// What was given on the command line, already held against the command's options.
struct Arguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// - Throws: `.usage` for an unknown option or a missing value.
  init(_ words: some Sequence<String>, for command: Command) throws(CommandError) {
    var onlyOperands = false
    var waiting: String?
    for word in words {
      if let name = waiting {
        values[name] = word
        waiting = nil
      } else if onlyOperands || !word.hasPrefix("-") || word == "-" {
        operands.append(word)
      } else if word == "--" {
        onlyOperands = true
      } else {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = command.options.first(where: { $0.name == parts[0] }) else {
          throw .usage("不认识选项“\(parts[0])”")
        }
        if option.value == nil {
          guard parts.count == 1 else { throw .usage("选项“\(option.name)”不带值") }
          flags.insert(option.name)
        } else if parts.count == 2 {
          values[option.name] = parts[1]
        } else {
          waiting = option.name
        }
      }
    }
    if let waiting { throw .usage("选项“\(waiting)”后面少了值") }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }
  func value(_ option: String) -> String? { values[option] }

  func integer(_ option: String, in range: ClosedRange<Int>) throws(CommandError) -> Int? {
    guard let text = values[option] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .usage("“\(option)”应是 \(range.lowerBound) 到 \(range.upperBound) 之间的整数，写的是“\(text)”")
    }
    return number
  }
}
