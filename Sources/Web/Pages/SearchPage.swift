/// What was found by a word, kind by kind.
struct SearchPage: Sendable {
  struct Hit: Hashable, Sendable {
    var link: Link
    var words: String
    init(_ link: Link, _ words: String) {
      self.link = link
      self.words = words
    }
  }

  struct Group: Sendable {
    var title: String
    var hits: [Hit]
    var total: Int
    var more: String?
    init(_ title: String, _ hits: [Hit], total: Int, more: String?) {
      self.title = title
      self.hits = hits
      self.total = total
      self.more = more
    }
  }

  var shell: Shell
  var words: String
  var year: Int
  /// Only those with a hit.
  var groups: [Group] = []
}

func searchPage(_ model: SearchPage) -> HTML {
  page(
    model.shell,
    PageContent(model.words.isEmpty ? "搜索" : "搜索：\(model.words)") {
      pageHead("搜索", crumbs: [Link("工作台", "/")], facts: [.text("\(model.year) 年度的项目和表，以及单位")])
      form(.class("flt"), .action("/search"), .ariaLabel("搜索")) {
        filterControl(.search(name: "q", label: "名称、编码或单位", value: model.words), id: "search-q")
        submitButton("搜索", .smallMain)
      }
      if model.groups.isEmpty {
        emptyState(
          model.words.isEmpty ? "写一个词再搜" : "没有找到“\(model.words)”",
          why: model.words.isEmpty ? "名称里的几个字、编码的一段都可以；几个词要都有。" : "少写几个字，或者在顶上换一个年度再搜。", isAlone: true)
      }
      div(.class("stack-4 mt-4")) {
        for group in model.groups {
          panel(
            group.title, more: .text("\(Words.count(group.total)) 个"),
            flush: ul(.class("tasks")) {
              for hit in group.hits {
                li {
                  div {
                    span(.class("ttl")) { anchor(hit.link) }
                    div(.class("hint")) { hit.words }
                  }
                }
              }
            },
            foot: group.total > group.hits.count
              ? group.more.map { a(.href($0)) { "全部 \(Words.count(group.total)) 个" } } ?? .empty : .empty)
        }
      }
    })
}
