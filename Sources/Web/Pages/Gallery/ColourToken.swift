import Foundation

/// A colour of the style sheet with the ground that it stands on.
struct ColourToken: Sendable {
  let name: String
  let value: String
  let ground: String
  let groundValue: String
  let use: String

  init(_ name: String, _ value: String, on ground: String, _ groundValue: String, _ use: String) {
    self.name = name
    self.value = value
    self.ground = ground
    self.groundValue = groundValue
    self.use = use
  }

  static let all: [ColourToken] = [
    ColourToken("ink", "#1a2530", on: "paper", "#ffffff", "正文"),
    ColourToken("ink-2", "#44515d", on: "paper", "#ffffff", "次要文字"),
    ColourToken("ink-3", "#5b6874", on: "ground", "#f4f6f8", "说明、时间"),
    ColourToken("accent", "#155e8c", on: "paper", "#ffffff", "链接、主按钮"),
    ColourToken("bad", "#b0231a", on: "bad-tint", "#fdeeec", "错误、红灯、逾期"),
    ColourToken("warn", "#855000", on: "warn-tint", "#fdf4e2", "提醒、黄灯、退回"),
    ColourToken("good", "#1a6840", on: "good-tint", "#e8f4ed", "通过、绿灯"),
    ColourToken("info", "#2c55a3", on: "info-tint", "#ebf0fa", "提示、蓝灯"),
    ColourToken("edge", "#75828f", on: "paper", "#ffffff", "输入框边（不低于 3）"),
    ColourToken("on-brand-2", "#c9d8e3", on: "brand", "#14354d", "深底次要文字"),
  ]

  /// Contrast by WCAG 2.1, 1 to 21.
  var contrast: Double {
    let lights = [Self.luminance(value), Self.luminance(groundValue)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  var contrastWords: String {
    let tenths = Int((contrast * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func luminance(_ value: String) -> Double {
    let number = Int(value.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 0xFF) / 255
      return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
