// Elements as functions: `td(.class("n")) { "3.00" }`. Where a parameter of the caller hides the name of an element, the
// caller writes `element("label", …)`.

func element(
  _ name: StaticString, _ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }
) -> HTML { .element(HTML.Tag(name), attributes, content()) }

func a(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("a"), attributes, content())
}
func article(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("article"), attributes, content())
}
func aside(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("aside"), attributes, content())
}
func b(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("b"), attributes, content())
}
func body(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("body"), attributes, content())
}
func button(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("button"), attributes, content())
}
func caption(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("caption"), attributes, content())
}
func code(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("code"), attributes, content())
}
func colgroup(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("colgroup"), attributes, content())
}
func dd(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("dd"), attributes, content())
}
func del(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("del"), attributes, content())
}
func details(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("details"), attributes, content())
}
func div(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("div"), attributes, content())
}
func dl(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("dl"), attributes, content())
}
func dt(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("dt"), attributes, content())
}
func em(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("em"), attributes, content())
}
func fieldset(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("fieldset"), attributes, content())
}
func figure(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("figure"), attributes, content())
}
func footer(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("footer"), attributes, content())
}
func form(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("form"), attributes, content())
}
func h1(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("h1"), attributes, content())
}
func h2(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("h2"), attributes, content())
}
func h3(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("h3"), attributes, content())
}
func h4(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("h4"), attributes, content())
}
func header(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("header"), attributes, content())
}
func ins(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("ins"), attributes, content())
}
func label(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("label"), attributes, content())
}
func legend(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("legend"), attributes, content())
}
func li(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("li"), attributes, content())
}
func main(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("main"), attributes, content())
}
func nav(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("nav"), attributes, content())
}
func noscript(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("noscript"), attributes, content())
}
func ol(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("ol"), attributes, content())
}
func optgroup(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("optgroup"), attributes, content())
}
func option(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("option"), attributes, content())
}
func p(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("p"), attributes, content())
}
func progress(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("progress"), attributes, content())
}
func script(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("script"), attributes, content())
}
func section(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("section"), attributes, content())
}
func select(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("select"), attributes, content())
}
func small(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("small"), attributes, content())
}
func span(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("span"), attributes, content())
}
func summary(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("summary"), attributes, content())
}
func table(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("table"), attributes, content())
}
func tbody(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("tbody"), attributes, content())
}
func td(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("td"), attributes, content())
}
func textarea(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("textarea"), attributes, content())
}
func tfoot(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("tfoot"), attributes, content())
}
func th(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("th"), attributes, content())
}
func thead(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("thead"), attributes, content())
}
func time(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("time"), attributes, content())
}
func tr(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("tr"), attributes, content())
}
func ul(_ attributes: HTML.Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
  .element(HTML.Tag("ul"), attributes, content())
}
func br(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("br", isVoid: true), attributes, .empty) }
func col(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("col", isVoid: true), attributes, .empty) }
func hr(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("hr", isVoid: true), attributes, .empty) }
func input(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("input", isVoid: true), attributes, .empty) }
func link(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("link", isVoid: true), attributes, .empty) }
func meta(_ attributes: HTML.Attribute...) -> HTML { .element(HTML.Tag("meta", isVoid: true), attributes, .empty) }
