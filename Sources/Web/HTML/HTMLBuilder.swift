/// Collects the lines of a page function; a line is a piece or a text.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ piece: HTML) -> HTML { piece }
  static func buildExpression(_ text: String) -> HTML { .text(text) }
  static func buildExpression(_ piece: HTML?) -> HTML { piece ?? .empty }
  static func buildBlock() -> HTML { .empty }
  static func buildBlock(_ piece: HTML) -> HTML { piece }
  static func buildBlock(_ pieces: HTML...) -> HTML { .group(pieces) }
  static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }
  static func buildEither(first piece: HTML) -> HTML { piece }
  static func buildEither(second piece: HTML) -> HTML { piece }
  static func buildArray(_ pieces: [HTML]) -> HTML { .group(pieces) }
}
