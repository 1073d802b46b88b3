import Foundation

/// The inner loops that ./bench times: `measure docx FILE` or `measure review`; prints JSON.
do {
  switch Array(CommandLine.arguments.dropFirst()) {
  case let words where words.count == 2 && words[0] == "docx": try print(DocxMeasure.run(words[1]))
  case ["review"]: try print(ReviewMeasure.run())
  default:
    print("用法：measure docx 文件 | measure review")
    exit(2)
  }
} catch {
  print("\(error)")
  exit(1)
}
