/// Something that is written in words: a part of a plan, of material, of a report.
struct WrittenSection: Hashable, Sendable {
  var id: String
  var name: String
  var isRequired: Bool
  var help: String
  var text: String
}

/// A field for one section.
/// - Parameter name: of the control.
func sectionField(_ section: WrittenSection, name: String, rows: Int = 4) -> HTML {
  div(.class("field")) {
    label(.for(name)) {
      section.name
      span(.class("req")) { section.isRequired ? "必填" : "可空" }
    }
    if !section.help.isEmpty { span(.class("help"), .id(name + "-h")) { section.help } }
    textarea(
      .class("ctl"), .id(name), .name(name), .attribute("rows", String(rows)), .maxLength("8000"),
      .ariaDescribedBy(section.help.isEmpty ? nil : name + "-h")
    ) { section.text }
  }
}

/// What was written, section by section; says so where nothing was.
func sectionReadings(_ sections: [WrittenSection], nothing: String = "还没有写。") -> HTML {
  let written = sections.filter { !$0.text.isEmpty }
  guard !written.isEmpty else { return p(.class("sub")) { nothing } }
  return .group(
    written.map { section in
      div(.class("field")) {
        h3 { section.name }
        paragraphs(section.text)
      }
    })
}

/// Text as it was typed, a paragraph a line.
func paragraphs(_ text: String) -> HTML {
  .group(text.split(whereSeparator: \.isNewline).map { line in p { String(line) } })
}
