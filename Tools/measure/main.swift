import Foundation

/// The inner loops that ./bench times: `measure docx FILE`, `measure pdf FILE`, `measure xlsx FILE`, `measure review`,
/// `measure parts`, `measure city` or `measure city-table FILE`; prints JSON.
do {
  switch Array(CommandLine.arguments.dropFirst()) {
  case let words where words.count == 2 && words[0] == "docx":
    try print(DocumentMeasure.run(words[1], counting: .places))
  case let words where words.count == 2 && words[0] == "pdf":
    try print(DocumentMeasure.run(words[1], counting: .texts, rounds: 1))
  case let words where words.count == 2 && words[0] == "xlsx":
    try print(DocumentMeasure.run(words[1], counting: .texts))
  case ["review"]: try print(ReviewMeasure.run())
  case ["parts"]: print(CityMeasure.parts())
  case ["city"]: print(CityMeasure.year())
  case let words where words.count == 2 && words[0] == "city-table": try print(CityMeasure.table(words[1]))
  default:
    print(
      "用法：measure docx 文件 | measure pdf 文件 | measure xlsx 文件 | measure review | measure parts | measure city | measure city-table 文件"
    )
    exit(2)
  }
} catch {
  print("\(error)")
  exit(1)
}
