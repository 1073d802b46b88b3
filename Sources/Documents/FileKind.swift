/// What a file is, judged by its content; names and extensions lie.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
  case docx, xlsx, pptx, odf, ofd, zip
  case doc, xls, ppt, ole
  case pdf, rtf, html, xml, text
  case jpeg, png, gif, bmp, tiff, webp, heic
  case rar, sevenZip, gzip

  /// What people call it.
  public var title: String {
    switch self {
    case .docx: "Word 文档（.docx）"
    case .xlsx: "Excel 工作簿（.xlsx）"
    case .pptx: "演示文稿（.pptx）"
    case .odf: "开放文档（ODF）"
    case .ofd: "版式文档（OFD）"
    case .zip: "ZIP 压缩包"
    case .doc: "Word 97-2003 文档（.doc）"
    case .xls: "Excel 97-2003 工作簿（.xls）"
    case .ppt: "演示文稿（.ppt）"
    case .ole: "旧版 Office 文件"
    case .pdf: "PDF 文件"
    case .rtf: "RTF 文档"
    case .html: "网页文件"
    case .xml: "XML 文件"
    case .text: "纯文本文件"
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .gif: "GIF"
    case .bmp: "BMP"
    case .tiff: "TIFF"
    case .webp: "WebP"
    case .heic: "HEIC"
    case .rar: "RAR 压缩包"
    case .sevenZip: "7z 压缩包"
    case .gzip: "GZIP 压缩包"
    }
  }

  /// Said when the format is known but not read: what the file is and what to do.
  var advice: String {
    switch self {
    case .docx, .text: "这种\(title)暂不支持，请另存为标准的 .docx 后再试。"
    case .xlsx: "这种 Excel 文件（二进制工作簿）暂不支持，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
    case .doc, .rtf, .odf, .ole, .html, .xml: "这是\(title)，暂不支持，请用 Word 或 WPS 打开，另存为 .docx 后再试。"
    case .xls: "这是\(title)，暂不支持，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
    case .pdf, .ofd: "这是\(title)，暂不支持，请提供生成它的 .docx 或 .xlsx 原件。"
    case .ppt, .pptx: "这是\(title)，不是绩效表格，请提供 .docx 或 .xlsx 文件。"
    case .zip, .rar, .sevenZip, .gzip: "这是\(title)，请先解压，再选择其中的文件。"
    case .jpeg, .png, .gif, .bmp, .tiff, .webp, .heic: "这是一张图片（\(title)），无法读取，请提供 Word 或 Excel 原件。"
    }
  }

  var isImage: Bool {
    switch self {
    case .jpeg, .png, .gif, .bmp, .tiff, .webp, .heic: true
    case .docx, .xlsx, .pptx, .odf, .ofd, .zip, .doc, .xls, .ppt, .ole, .pdf, .rtf, .html, .xml, .text, .rar,
      .sevenZip, .gzip:
      false
    }
  }
}
