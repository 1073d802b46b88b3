import Foundation
import TestSupport

/// Takes pictures of every page at the two sizes pages are made for: `screenshots PROGRAM FOLDER`.
do {
  let arguments = CommandLine.arguments
  guard arguments.count == 3 else {
    print("用法：screenshots 程序 文件夹")
    exit(2)
  }
  try Album(program: arguments[1], folder: URL(filePath: arguments[2])).take()
} catch {
  print("截图没有成功：\(error)")
  exit(1)
}
