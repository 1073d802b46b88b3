import Foundation
import TestSupport

/// Takes pictures of every page at the two sizes pages are made for: `screenshots PROGRAM FOLDER [year|pages]`.
do {
  let arguments = CommandLine.arguments
  guard (3...4).contains(arguments.count) else {
    print("用法：screenshots 程序 文件夹 [year 只拍走完一年的页面 | pages 只拍演示数据的页面]")
    exit(2)
  }
  let album = Album(program: arguments[1], folder: URL(filePath: arguments[2]))
  let part = arguments.count == 4 ? arguments[3] : ""
  if part != "pages" { try album.takeYear() }
  if part != "year" { try album.takePages() }
} catch {
  print("截图没有成功：\(error)")
  exit(1)
}
