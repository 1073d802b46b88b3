/// Why a file could not be read, in the cases a caller can act on.
public enum ReadError: Error, Hashable, Sendable {
  /// There is no such file, or the program may not open it. Thrown by callers that open files; readers get bytes.
  case missing
  case empty
  /// `bytes` is the size of the file, `limit` the largest size that is read.
  case tooLarge(bytes: Int, limit: Int)
  case encrypted(FileKind)
  /// The file is cut off or broken; `detail` says at which part, in Chinese, for people.
  case damaged(FileKind, detail: String)
  /// Unpacks to more than is reasonable.
  case zipBomb
  /// Declares entities, or nests or repeats elements beyond reason.
  case xmlBomb
  /// More cells, columns or text than is read; `detail` names the place and the number, in Chinese.
  case tooComplex(detail: String)
  case image(FileKind)
  /// The format is read with the help of a program of the system that is not installed.
  case needsProgram(FileKind, program: String)
  /// A known format that is not read.
  case unsupported(FileKind)
  /// Neither a known format nor text in a known encoding.
  case unknownFormat

  /// Name for programs: never renamed.
  public var code: String {
    switch self {
    case .missing: "missing"
    case .empty: "empty"
    case .tooLarge: "too-large"
    case .encrypted: "encrypted"
    case .damaged: "damaged"
    case .zipBomb: "zip-bomb"
    case .xmlBomb: "xml-bomb"
    case .tooComplex: "too-complex"
    case .image: "image"
    case .needsProgram: "needs-program"
    case .unsupported: "unsupported"
    case .unknownFormat: "unknown-format"
    }
  }

  /// What happened and what to do, for the clerk who chose the file.
  public var message: String {
    switch self {
    case .missing: "找不到这个文件或没有权限打开，请核对文件名和位置。"
    case .empty: "文件是空的，没有任何内容，请重新导出或重新上传原文件。"
    case .tooLarge(let bytes, let limit):
      "文件有 \(Self.megabytes(bytes)) MB，超过 \(Self.megabytes(limit)) MB 的上限，请删去其中的图片或分成几个文件后再试。"
    case .encrypted(let kind): "\(kind.title)设了打开密码，无法读取，请取消密码另存后再试。"
    case .damaged(let kind, let detail): "\(kind.title)已损坏：\(detail)。请用原来的软件打开并另存一份，或重新下载后再试。"
    case .zipBomb: "文件解压后异常庞大，为安全起见没有读取，请用 Word、Excel 或 WPS 打开并另存一份后再试。"
    case .xmlBomb: "文件内部结构异常（层层嵌套或含有实体声明），为安全起见没有读取，请用 Word、Excel 或 WPS 打开并另存一份后再试。"
    case .tooComplex(let detail): "文件内容超出可读取的范围：\(detail)，请检查该处或拆分文件后再试。"
    case .image(.pdf): "这个 PDF 文件里没有文字，是扫描或拍照的页面，无法读取，请提供生成它的 .docx 或 .xlsx 原件，或先用识别软件转成文字。"
    case .image(let kind): "这是一张图片（\(kind.title)），不是文档，扫描或拍照的材料无法读取，请提供 Word 或 Excel 原件。"
    case .needsProgram(let kind, let program):
      "读取\(kind.title)要用到的程序 \(program) 没有安装，请管理员在服务器上安装后再试，或改用 .docx、.xlsx 文件。"
    case .unsupported(let kind): kind.advice
    case .unknownFormat: "认不出文件的格式，请提供 .docx、.xlsx 或纯文本文件。"
    }
  }

  /// The same, said of the document instead of a part of it.
  func concerning(_ kind: FileKind) -> ReadError {
    switch self {
    case .encrypted: .encrypted(kind)
    case .damaged(_, let detail): .damaged(kind, detail: detail)
    case .missing, .empty, .tooLarge, .zipBomb, .xmlBomb, .tooComplex, .image, .needsProgram, .unsupported,
      .unknownFormat:
      self
    }
  }

  /// Megabytes rounded up, so that a file just above the limit does not print as the limit.
  private static func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }
}
