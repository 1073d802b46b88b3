/// Every component in all its states. A new look goes in here first.
func galleryPage(_ shell: Shell) -> HTML {
  page(
    shell,
    PageContent("部件一览") {
      pageHead("部件一览", facts: ["每个部件的各种状态；改样式先看这一页"])
      nav(.class("chips mt"), .ariaLabel("部件")) {
        for example in Example.all { a(.class("chip"), .href("#" + example.id)) { example.title } }
      }
      div(.class("split half free mt-4")) {
        for side in [Example.Side.left, .right] {
          div(.class("stack-4")) { for example in Example.all where example.side == side { show(example) } }
        }
      }
    })
}

private func show(_ example: Example) -> HTML {
  if example.isFramed { return panel(example.title, id: example.id, more: .text(example.note)) { example.html } }
  return section(.id(example.id), .ariaLabel(example.title)) { example.html }
}
