import Foundation
import Model
import TestSupport
import Testing

@testable import Web

@Suite struct PageTests {
  @Test(arguments: ExamplePages.all)
  func `every page keeps the rules of pages`(example: ExamplePages.Example) {
    #expect(PageRules.problems(example.html.markup) == [])
  }

  @Test func `a bad page breaks the rules`() {
    let bad = HTML.group([
      h1 { "a" }, h3 { "b" }, p(.id("x")), p(.id("x")), a(.href("#none")) { "n" }, input(.name("q")),
      form(.method("post")) { button { "go" } }, table { tr { th { "1" } } }, element("style"), script { "x" },
    ])
    #expect(PageRules.problems(bad.markup).count >= 11)
  }

  @Test func `what a document says never becomes markup on any page`() {
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>"
    var form = ExampleForms.projectGoal
    form.name = attack
    form.title = attack
    form.attributes.append(Attribute(attack, attack))
    form.costs[0].content = attack
    form.goals[0].name = attack
    form.goals[0].indicators[0].name = attack
    form.goals[0].indicators[0].level1 = attack
    let finding = ExampleForms.finding(attack, .error, attack, attack, .attribute(attack), attack, printed: attack)
    let page = Markup.parse(ExamplePages.form(form, [finding]).markup)
    #expect(page.all("img").isEmpty)
    #expect(page.all("script").count == 1)
    #expect(page.all.allSatisfy { $0["onerror"] == nil })
  }

  @Test func `what a document says never becomes markup where it is filled in`() {
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>"
    var form = ExampleForms.projectGoal
    form.name = attack
    form.attributes.append(Attribute(attack, attack))
    form.costs[0].content = attack
    form.costs[0].basis = "</textarea>" + attack
    for part in ["基本信息", "测算", "其他内容"] {
      let page = Markup.parse(ExamplePages.edit(form, "hanyang-project-goal", part: part).markup)
      #expect(page.all("img").isEmpty && page.all("script").count == 3)
      #expect(page.all.allSatisfy { $0["onerror"] == nil })
    }
  }

  @Test func `names and telephone numbers are masked unless the reader may see them`() {
    let masked = ExamplePages.form(ExampleForms.projectGoal).markup
    #expect(!masked.contains("80000000"))
    #expect(masked.contains("已遮盖"))
    let shown = sheet(ExampleForms.projectGoal, findings: [], options: SheetOptions(contacts: .shown)).html.markup
    #expect(shown.contains("80000000"))
    #expect(!ExamplePages.compare(all: true).markup.contains("8000000"))
    #expect(ExamplePages.edits.allSatisfy { !$0.html.markup.contains("8000000") })
  }

  @Test func `the colours of the gallery are those of the style sheet`() throws {
    let style = try String(contentsOf: ProjectFiles.root.appending(path: "Resources/web/hengji.css"), encoding: .utf8)
    for token in ColourToken.all {
      #expect(style.contains("--\(token.name): \(token.value);"))
      #expect(style.contains("--\(token.ground): \(token.groundValue);"))
      #expect(token.contrast >= (token.name == "edge" ? 3 : 4.5))
    }
  }

  @Test func `every class of a page has a style`() throws {
    let style = try String(contentsOf: ProjectFiles.root.appending(path: "Resources/web/hengji.css"), encoding: .utf8)
    var known: Set<Substring> = []
    for part in style.split(separator: ".").dropFirst() {
      known.insert(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
    let used = Set(ExamplePages.all.flatMap { Markup.parse($0.html.markup).all.flatMap(\.classes) })
    #expect(used.filter { !known.contains(Substring($0)) } == [])
  }

  @Test(.enabled(if: ProjectFiles.shared != nil))
  func `the pages pass the check of the visual language`() throws {
    let check = try #require(ProjectFiles.shared).appending(path: "ui/check.py")
    try #require(FileManager.default.fileExists(atPath: check.path))
    let folder = FileManager.default.temporaryDirectory.appending(path: "hengji-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for example in ExamplePages.all {
      try Data(example.html.render().bytes).write(to: folder.appending(path: example.name + ".html"))
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let style = ProjectFiles.root.appending(path: "Resources/web/hengji.css").path
    process.arguments = ["python3", check.path, "--css", style, folder.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
