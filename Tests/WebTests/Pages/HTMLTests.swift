import Testing

@testable import Web

@Suite struct HTMLTests {
  @Test func `text and attribute values are escaped`() {
    let piece = a(.href("/forms?q=a&b=\"c\""), .title("<b>")) { "1 < 2 & 3 > 2" }
    #expect(
      piece.markup == "<a href=\"/forms?q=a&amp;b=&quot;c&quot;\" title=\"&lt;b&gt;\">1 &lt; 2 &amp; 3 &gt; 2</a>")
  }

  @Test func `control characters that HTML forbids do not reach the page`() {
    #expect(p { "一\u{0}二\u{8}三\n四" }.markup == "<p>一\u{FFFD}二\u{FFFD}三\n四</p>")
  }

  @Test func `an attribute without a value is its name and one without a name is left out`() {
    #expect(input(.type("checkbox"), .checked, .none, .id(nil)).markup == "<input type=\"checkbox\" checked>")
  }

  @Test func `a span of one is not written`() {
    #expect(td(.colspan(1), .rowspan(3)) { "1" }.markup == "<td rowspan=\"3\">1</td>")
  }

  @Test func `loops conditions and optional pieces build in order`() {
    let missing: HTML? = nil
    let isShown = false
    let piece = ul {
      for number in 1...3 { li { String(number) } }
      if isShown { li { "hidden" } } else { li { "4" } }
      missing
    }
    #expect(piece.markup == "<ul><li>1</li><li>2</li><li>3</li><li>4</li></ul>")
  }

  @Test func `the sprite holds the symbols that were used before it and no others`() {
    let markup = HTML.group([icon(.ok), icon(.error, label: "错误"), .sprite]).markup
    #expect(markup.contains("<use href=\"#i-ok\"/>"))
    #expect(markup.contains("role=\"img\" aria-label=\"错误\""))
    #expect(markup.contains("<symbol id=\"i-ok\""))
    #expect(markup.contains("<symbol id=\"i-err\""))
    #expect(!markup.contains("<symbol id=\"i-clock\""))
  }

  @Test func `a piece rendered earlier brings its icons along`() {
    let kept = p { icon(.clock) }.render()
    let markup = HTML.group([.rendered(kept), .sprite]).markup
    #expect(markup.hasPrefix("<p><svg class=\"i\""))
    #expect(markup.contains("<symbol id=\"i-clock\""))
  }

  @Test func `long texts with specials in every place come out whole`() {
    let words = String(repeating: "预算&<绩效>\"", count: 200)
    let expected = String(repeating: "预算&amp;&lt;绩效&gt;&quot;", count: 200)
    #expect(HTML.text(words).markup == expected)
  }
}
