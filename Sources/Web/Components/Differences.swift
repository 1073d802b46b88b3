/// The old words struck out, the new ones underlined; screen readers hear which is which.
func difference(old: String?, new: String?) -> HTML {
  .group([
    old.map { words in
      del {
        hiddenWords("删去：")
        words
      }
    } ?? .empty,
    old != nil && new != nil ? " " : .empty,
    new.map { words in
      ins {
        hiddenWords("改为：")
        words
      }
    } ?? .empty,
  ])
}

/// A piece of a text in two versions.
enum TextPiece: Hashable, Sendable {
  case same(String)
  case removed(String)
  case added(String)
}

/// What changed inside a text, word for word.
func textDifference(_ pieces: [TextPiece]) -> HTML {
  .group(
    pieces.map { piece in
      switch piece {
      case .same(let words): .text(words)
      case .removed(let words): del { words }
      case .added(let words): ins { words }
      }
    })
}

/// What the colours and lines of a comparison mean.
func differenceKey() -> HTML {
  p(.class("key mt")) {
    span { ins { "新增或改后" } }
    span { del { "删去或改前" } }
    span {
      span(.class("sw chg"), .ariaHidden("true"))
      "底色格：两版不同"
    }
  }
}
