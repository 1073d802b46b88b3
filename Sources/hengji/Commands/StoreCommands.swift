import Foundation
import Lifecycle
import Model
import Store
import Web

extension Command {
  private static let place: [Option] = [
    .value("--data", "目录", "数据放在哪里，默认 ./data"),
    .value("--database", "地址", "postgres://用户@主机/库；不写就用数据目录里的 SQLite"),
  ]

  static let serve = Command(
    name: "serve", summary: "提供网页和接口，只在本机", operands: "",
    options: place + [
      .value("--port", "端口", "默认 8080"), .flag("--demo", "放进演示单位、账号和几份表"), .flag("--log", "打印每个请求"),
    ],
    example: "hengji serve --port 9000 --data /srv/hengji"
  ) { arguments throws(CommandError) in
    try Serving(arguments).run()
  }

  static let importFiles = Command(
    name: "import", summary: "把文件、文件夹或压缩包读入数据库，同一张表再读就是新的一版", operands: "文件、文件夹或压缩包…",
    options: place + [.value("--account", "账号", "以哪个账号的名义读入（必写）"), .flag("--json", "一个文件一行 JSON")],
    example: "hengji import 二上申报/ --account jixiao"
  ) { arguments throws(CommandError) in
    try ImportRun(arguments).run()
  }

  static let ledgerVerify = Command(
    name: "ledger verify", summary: "从头核对总台账，指出第一处对不上的记录。对不上时退出码是 1", operands: "",
    options: place + [.flag("--json", "输出 JSON")], example: "hengji ledger verify --data /srv/hengji"
  ) { arguments throws(CommandError) in
    let database = try DataPlace(arguments).open(mustExist: true)
    let check: LedgerCheck
    var progress: ProgressBar?
    do throws(StoreError) {
      check = try Ledger.verify(in: database) { done, total in
        if progress == nil { progress = ProgressBar("核对", total: total) }
        progress?.show(done)
      }
    } catch {
      throw .refused(error.description)
    }
    progress?.finish()
    if arguments.has("--json") {
      let broken = check.broken.map { broken in
        JSON.object([
          "region": .string(broken.region), "sequence": .integer(broken.sequence), "sentence": .string(broken.sentence),
        ])
      }
      Terminal.print(
        JSON.object([
          "sound": .bool(check.isSound), "entries": .integer(check.entries), "revisions": .integer(check.revisions),
          "broken": broken,
        ]).text())
    } else if let broken = check.broken {
      Terminal.print("总台账对不上。\(broken.sentence)（地区 \(broken.region)，前面 \(check.entries) 条都对得上）")
    } else {
      Terminal.print("总台账完好：\(check.entries) 条记录、\(check.revisions) 个版本，逐条核对一致。")
    }
    return check.isSound ? 0 : 1
  }
}

/// Where the data of a command are.
struct DataPlace {
  let folder: String
  let url: String

  init(_ arguments: Arguments) {
    folder = arguments.value("--data") ?? "data"
    url = arguments.value("--database") ?? folder + "/hengji.db"
  }

  /// - Parameter mustExist: whether a missing file is an error rather than a new database.
  func open(mustExist: Bool, surroundings: Surroundings = .live) throws(CommandError) -> Database {
    let isFile = !url.hasPrefix("postgres")
    if isFile && mustExist && !FileManager.default.fileExists(atPath: url) {
      throw .refused("没有数据库 \(url)。用 --data 指明数据目录，或先用 hengji serve 建一个")
    }
    try makeFolder()
    do throws(StoreError) { return try Database.open(url, surroundings: surroundings) } catch {
      throw .refused(error.description)
    }
  }

  /// Fills the database; a new one is there when all of it is done, and not before.
  func fill<T>(
    surroundings: Surroundings, _ work: (Database) throws(StoreError) -> T
  ) throws(CommandError) -> T {
    try makeFolder()
    do throws(StoreError) { return try Database.filling(url, surroundings: surroundings, work) } catch {
      throw .refused(error.description)
    }
  }

  private func makeFolder() throws(CommandError) {
    do {
      // Also beside a database server the uploaded files are kept in the folder.
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .refused("不能建立数据目录 \(folder)。请检查磁盘空间和权限，或用 --data 换一个地方")
    }
  }
}

/// One run of the server.
struct Serving {
  private let place: DataPlace
  private let port: UInt16
  private let demonstration: Bool
  private let log: Bool

  init(_ arguments: Arguments) throws(CommandError) {
    place = DataPlace(arguments)
    port = UInt16(try arguments.integer("--port", in: 1...65535) ?? 8080)
    demonstration = arguments.has("--demo")
    log = arguments.has("--log")
  }

  func run() throws(CommandError) -> Int32 {
    let pipeline = try Pipeline.forCommands()
    let database = try place.open(mustExist: false)
    var configuration = WebConfiguration(database: database, dataFolder: place.folder)
    configuration.port = port
    if log { configuration.log = .requests }
    if demonstration { configuration.demonstration = try demonstrate(database, configuration, pipeline) }
    let server: WebServer
    do throws(WebServer.Failure) {
      server = try WebServer(configuration, pipeline)
    } catch {
      throw .refused(error.description)
    }
    greet(configuration.demonstration, port: server.port)
    server.run()
    return 0
  }

  private func demonstrate(
    _ database: Database, _ configuration: WebConfiguration, _ pipeline: Pipeline
  ) throws(CommandError) -> Demonstration? {
    do throws(StoreError) {
      let demonstration = try Demonstration.prepare(database, dataFolder: place.folder)
      if demonstration != nil { try Demonstration.loadDocuments(configuration, pipeline) }
      return demonstration
    } catch {
      throw .refused(error.description)
    }
  }

  private func greet(_ demonstration: Demonstration?, port: UInt16) {
    Terminal.print("衡绩已启动：http://127.0.0.1:\(port)/")
    if let demonstration {
      if let password = demonstration.password {
        Terminal.print("演示账号（密码都是 \(password)）：")
      } else {
        Terminal.print("演示账号（密码已不在 \(place.folder)/demonstration.txt 里）：")
      }
      let rows = demonstration.logIns.map { [$0.login, $0.name, $0.role.officialName, $0.unitName] }
      Terminal.print(Terminal.table([["账号", "姓名", "角色", "单位"]] + rows))
    }
    Terminal.print("按 Ctrl+C 停止。")
  }
}

/// One run of `import`.
struct ImportRun {
  private let place: DataPlace
  private let account: String
  private let files: InputFiles
  private let json: Bool

  init(_ arguments: Arguments) throws(CommandError) {
    guard !arguments.operands.isEmpty else { throw .usage("没有写要读入哪个文件") }
    guard let account = arguments.value("--account") else { throw .usage("没有写 --account") }
    self.account = account
    place = DataPlace(arguments)
    files = InputFiles(arguments.operands)
    json = arguments.has("--json")
  }

  /// - Returns: 2 when a file could not be read in, else 0.
  func run() throws(CommandError) -> Int32 {
    let pipeline = try Pipeline.forCommands()
    let database = try place.open(mustExist: true)
    for (path, reason) in files.missing { Terminal.warn("\(path)：\(reason)") }
    let progress = ProgressBar("读入", total: files.files.count)
    let results: [FileIntake.Result]
    do throws(FileIntake.Failure) {
      let intake = try FileIntake(WebConfiguration(database: database, dataFolder: place.folder), pipeline)
      results = try intake.take(files.files.map(\.incoming), as: account, progress: progress.show)
    } catch {
      throw .refused(error.description)
    }
    progress.finish()
    for result in results { Terminal.print(json ? jsonText(result) : "\(result.name)：\(result.sentence)") }
    let failed = results.count { !$0.isRead }
    if !json { Terminal.print("共 \(results.count) 个文件，读入 \(results.count - failed) 个，没有读入 \(failed) 个。") }
    return failed > 0 || !files.missing.isEmpty ? 2 : 0
  }

  private func jsonText(_ result: FileIntake.Result) -> String {
    JSON.object([
      "file": .string(result.name), "read": .bool(result.isRead), "reason": result.reason.map { .string($0) },
      "sentence": .string(result.sentence), "forms": .array(result.forms.map { .string($0) }),
    ]).text()
  }
}
