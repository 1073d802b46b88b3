/// A column of a list: its head, its unit, and how it is sorted.
struct Column: Hashable, Sendable {
  enum Order: String, Sendable { case ascending, descending }
  var title: String
  var unit: String?
  var isFigure: Bool
  /// Address that sorts by this column; nil when it does not sort.
  var sortHref: String?
  /// How the list is sorted by this column now; nil when by another.
  var order: Order?
  /// Class of a fixed width: `cw7` is 7 rem.
  var width: String?
  init(
    _ title: String, unit: String? = nil, isFigure: Bool = false, sortHref: String? = nil, order: Order? = nil,
    width: String? = nil
  ) {
    self.width = width
    self.title = title
    self.unit = unit
    self.isFigure = isFigure
    self.sortHref = sortHref
    self.order = order
  }
  /// What a card on the telephone prints before the value.
  var cardLabel: String { unit.map { "\(title)（\($0)）" } ?? title }
}

func head(_ column: Column) -> HTML {
  let words = column.title + (column.order.map { $0 == .ascending ? " ▴" : " ▾" } ?? "")
  return th(.scope("col"), .class(column.isFigure ? "n" : nil), .ariaSort(column.order?.rawValue)) {
    if let href = column.sortHref { a(.href(href)) { words } } else { words }
    if let unit = column.unit { span(.class("u")) { unit } }
  }
}

/// A cell that carries its column's name to the card view of a telephone.
func cell(_ column: Column, @HTMLBuilder content: () -> HTML) -> HTML {
  td(.class(column.isFigure ? "n" : nil), .attribute("data-l", column.cardLabel)) { content() }
}

/// A list as a table.
/// - Parameters:
///   - style: `t`, `t cards` for lists that a person works through, `t even` for small ones.
///   - isWide: scrolls sideways in a narrow window and says so.
func dataTable(
  _ caption: String, _ columns: [Column], style: String = "t", isWide: Bool = true,
  foot: HTML = .empty, @HTMLBuilder rows: () -> HTML
) -> HTML {
  let becomesCards = style.contains("cards")
  return div(.class(isWide ? "t-wrap" : "t-wrap fit")) {
    if isWide { p(.class(becomesCards ? "swipe no-s" : "swipe")) { "左右滑动看全表" } }
    table(.class(style)) {
      element("caption", .class("vh")) { caption }
      if columns.contains(where: { $0.width != nil }) {
        colgroup { for column in columns { col(.class(column.width)) } }
      }
      thead { tr { for column in columns { head(column) } } }
      tbody { rows() }
      if !foot.isEmpty { tfoot { foot } }
    }
  }
}

/// Where a list stands and how to go on.
struct Pager: Sendable {
  /// 张, 条, 个.
  var counter: String
  var total: Int
  var first: Int
  var last: Int
  /// Sizes of a page with their addresses; the current one has none.
  var sizes: [(size: Int, href: String?)]
  /// Page numbers with their addresses; the current one has none, a gap is nil.
  var pages: [Page?]
  var previous: String?
  var next: String?

  struct Page: Hashable, Sendable {
    var number: Int
    var href: String?
  }
}

extension Pager {
  /// The pager of a list that is paged by number.
  /// - Parameters:
  ///   - page: from 1.
  ///   - href: address of a page of a size.
  init(counter: String, total: Int, page: Int, size: Int, sizes: [Int] = [20, 50, 200], href: (Int, Int) -> String) {
    let last = max(1, (total + size - 1) / size)
    let page = min(max(1, page), last)
    self.counter = counter
    self.total = total
    self.first = total == 0 ? 0 : (page - 1) * size + 1
    self.last = min(total, page * size)
    self.sizes = sizes.map { ($0, $0 == size ? nil : href(1, $0)) }
    var shown: [Page?] = []
    for number in 1...last where number == 1 || number == last || abs(number - page) <= 2 {
      if let before = shown.last??.number, number > before + 1 { shown.append(nil) }
      shown.append(Page(number: number, href: number == page ? nil : href(number, size)))
    }
    pages = shown
    previous = page > 1 ? href(page - 1, size) : nil
    next = page < last ? href(page + 1, size) : nil
  }
}

func pager(_ pager: Pager) -> HTML {
  nav(.class("pager"), .ariaLabel("翻页")) {
    span {
      "\(Words.count(pager.total)) \(pager.counter)，本页 \(Words.count(pager.first))—\(Words.count(pager.last))"
      if !pager.sizes.isEmpty { "　每页" }
      for (size, href) in pager.sizes {
        " "
        if let href { a(.href(href)) { String(size) } } else { b { String(size) } }
      }
    }
    if pager.pages.count > 1 {
      ol {
        if let previous = pager.previous { li { a(.href(previous)) { "上一页" } } }
        for page in pager.pages { li { number(page) } }
        if let next = pager.next { li { a(.href(next)) { "下一页" } } }
      }
    }
  }
}

private func number(_ page: Pager.Page?) -> HTML {
  guard let page else { return span(.ariaHidden("true")) { "…" } }
  guard let href = page.href else { return span(.ariaCurrent("page")) { String(page.number) } }
  return a(.href(href)) { String(page.number) }
}
