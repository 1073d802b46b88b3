import Lifecycle
import Model
import Schemes
import Store
import Work

/// Files put to stages and projects: bringing, taking away, downloading.
enum AttachmentRoutes {
  static let all: [AppRoute] = [
    .post("/stages/{id}/files", .may(.readForm), body: body, toStage),
    .post("/projects/{id}/files", .may(.keepProject), body: body, toProject),
    .get("/files/{id}", .may(.readForm), lane: .slow, download),
    .post("/files/{id}/remove", .may(.readForm), remove),
  ]

  /// The door takes what any policy may allow; the policy of the year decides.
  private static let body = BodyRule.files(bytesMax: UploadRules.bytesMax, fileBytesMax: UploadRules.fileBytesMax)

  // MARK: bringing

  private static func toStage(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    let policy = try call.read { (t) throws(StoreError) in
      // Whoever may not bring files is told so before anything is kept.
      let desk = try call.desk(row.year, in: t)
      if let refusal = try Evidence.refusal(row, desk, in: t) { throw .refusedStep(refusal) }
      return Evidence.policy(desk.year, call.services.rulebook)
    }
    let (files, purpose) = try keep(call, policy)
    try call.write { (t) throws(StoreError) in
      try Evidence.add(files, purpose: purpose, stage: row.id, try call.desk(row.year, in: t), in: t)
    }
    if let form = row.form { call.services.pages.forget(form: form) }
    return .seeOther(StageRoutes.href(row) + "#files")
  }

  private static func toProject(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let (region, chosen) = (call.account.region, call.year)
    let (project, year) = try call.read { (t) throws(StoreError) in
      (try Projects.find(region: region, id: id, in: t), try Years.find(region: region, chosen, in: t))
    }
    guard let project else { throw .notFound }
    try call.demand(.keepProject, .unit(project.path))
    let (files, purpose) = try keep(call, Evidence.policy(year, call.services.rulebook))
    try call.write { (t) throws(StoreError) in
      try Evidence.add(
        files, purpose: purpose, project: id, year: chosen, call.account, call.services.rulebook, in: t)
    }
    return .seeOther("\(Place.projects.path)/\(id)#files")
  }

  /// The bytes go to the disk before anything is entered about them, and only when every file is one that is taken.
  private static func keep(
    _ call: Call, _ policy: AttachmentPolicy?
  ) throws(Refusal) -> ([(file: Evidence.Incoming, kept: FileStore.Kept)], String) {
    guard case .upload(let upload) = call.request.body else { throw .malformed("upload") }
    guard let policy else {
      throw .notTaken(why: "这里没有可用的附件办法，附件没有收下。", whoCanHelp: "请财政局绩效科在“年度设置”里选定，再添。")
    }
    var incoming: [Evidence.Incoming] = []
    for file in upload.files {
      guard case .kept(let spool) = file.content, file.size <= policy.fileBytesMax else {
        throw .notTaken(why: "“\(FileName.clean(file.name))”太大，附件没有收下。", whoCanHelp: "可以收的是\(policy.words)。")
      }
      do throws(SpoolFile.Failure) {
        incoming.append(Evidence.Incoming(name: file.name, bytes: try spool.bytes()))
      } catch { throw .broken(reason: "spool: \(error)") }
    }
    if let problem = incoming.lazy.compactMap({ Evidence.problem($0, policy) }).first {
      throw .notTaken(why: problem + "附件没有收下。", whoCanHelp: "可以收的是\(policy.words)。")
    }
    var out: [(file: Evidence.Incoming, kept: FileStore.Kept)] = []
    for file in incoming {
      do throws(StoreError) { out.append((file, try call.services.files.keep(file.bytes))) } catch {
        throw .failed(error)
      }
    }
    return (out, upload.fields["purpose"] ?? "")
  }

  // MARK: what is there

  private static func download(_ call: Call) throws(Refusal) -> Response {
    let file = try found(call)
    switch file.matter {
    case .stage(let id): _ = try call.stageRow(id)
    case .project(let id):
      let region = call.account.region
      let project = try call.read { (t) throws(StoreError) in try Projects.find(region: region, id: id, in: t) }
      guard let project else { throw .notFound }
      try call.demand(.readProject, .unit(project.path))
    }
    let bytes: [UInt8]?
    do throws(StoreError) { bytes = try call.services.files.bytes(digest: file.digest) } catch { throw .failed(error) }
    guard let bytes else { throw .failed(.missing(subject: "附件的内容")) }
    var response = Response(.ok, nil, Payload(bytes))
    // Never shown inside our own pages: the browser keeps it as a file.
    response.set("Content-Type", file.mediaType)
    response.setDownload(fileName: file.name)
    return response
  }

  private static func remove(_ call: Call) throws(Refusal) -> Response {
    let file = try found(call)
    switch file.matter {
    case .stage(let id):
      let row = try call.stageRow(id)
      try call.write { (t) throws(StoreError) in
        try Evidence.remove(file, of: row, try call.desk(row.year, in: t), in: t)
      }
      if let form = row.form { call.services.pages.forget(form: form) }
      return .seeOther(StageRoutes.href(row) + "#files")
    case .project(let id):
      try call.write { (t) throws(StoreError) in try Evidence.remove(file, ofProject: id, call.account, in: t) }
      return .seeOther("\(Place.projects.path)/\(id)#files")
    }
  }

  private static func found(_ call: Call) throws(Refusal) -> Attachment {
    let id = call.parameters["id"]
    let file = try call.read { (t) throws(StoreError) in try Attachments.find(id: id, in: t) }
    guard let file, file.region == call.account.region else { throw .notFound }
    return file
  }
}

extension AttachmentList {
  /// The files of a stage as its page shows them.
  init(_ view: StageView, _ call: Call) {
    let policy = view.filePolicy
    self.init(view.files, policy, call) { file in view.mayAttach && Evidence.isLoose(file, view.history) }
    let purposes = policy?.purposes(for: view.row.flow) ?? []
    guard view.mayAttach, let policy, !purposes.isEmpty else { return }
    open(at: "/stages/\(view.row.id)/files", purposes, policy)
  }

  init(
    _ files: [Attachment], _ policy: AttachmentPolicy?, _ call: Call, mayRemove: (Attachment) -> Bool
  ) {
    let names = Dictionary((policy?.purposes ?? []).map { ($0.id, $0.name) }) { one, _ in one }
    token = call.signedIn.secret.token()
    items = files.map { file in
      Item(
        name: file.name, href: "/files/\(file.id)", purpose: names[file.purpose] ?? file.purpose,
        size: Words.size(bytes: file.size), by: file.addedByName ?? "已经没有这个账号",
        time: Moments.short(file.addedAt, now: call.now),
        removal: mayRemove(file) ? "/files/\(file.id)/remove" : nil)
    }
  }

  mutating func open(at address: String, _ purposes: [AttachmentPolicy.Purpose], _ policy: AttachmentPolicy) {
    action = address
    self.purposes = purposes.map { Choice($0.id, $0.name) }
    limits = policy.words
    accept = policy.kinds.flatMap(\.endings).map { "." + $0 }.joined(separator: ",")
  }
}
