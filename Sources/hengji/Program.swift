/// The program: the list of its commands and the choice between them.
enum Program {
  /// One line per command, in the order the help prints them.
  static let commands: [Command] = [
    .read, .check, .scoreVerify, .score, .importFiles, .serve, .demo, .yearOpen, .accountReset, .ledgerVerify, .rules,
    .schemes,
    .templates,
  ]

  static func run(_ words: [String]) -> Int32 {
    guard let first = words.first, first != "--help", first != "-h", first != "help" else {
      Terminal.print(overview)
      return words.isEmpty ? 2 : 0
    }
    guard let command = commands.first(where: { matches($0, words) }) else {
      Terminal.warn("hengji：没有“\(first)”这个命令。\n\n\(overview)")
      return 2
    }
    let rest = words.dropFirst(command.name.split(separator: " ").count)
    if rest.contains("--help") || rest.contains("-h") {
      Terminal.print(command.usage)
      return 0
    }
    do throws(CommandError) {
      return try command.run(try Arguments(rest, for: command))
    } catch {
      switch error {
      case .usage(let reason): Terminal.warn("hengji \(command.name)：\(reason)。\n\n\(command.usage)")
      case .refused(let reason): Terminal.warn("hengji \(command.name)：\(reason)")
      }
      return 2
    }
  }

  private static func matches(_ command: Command, _ words: [String]) -> Bool {
    let names = command.name.split(separator: " ").map(String.init)
    return words.count >= names.count && Array(words.prefix(names.count)) == names
  }

  private static var overview: String {
    let width = commands.map { Terminal.width($0.name) }.max() ?? 0
    let lines = commands.map { "  \(Terminal.pad($0.name, to: width))  \($0.summary)" }
    return "衡绩：预算绩效管理\n\n用法：hengji 命令 [选项] …\n\n" + lines.joined(separator: "\n")
      + "\n\n每个命令都有说明和例子：hengji 命令 --help"
  }
}
