internal import Model

/// What rules ask of a value again and again: its shape and its figures, without its texts.
struct ValueFacts {
  let kind: Quantity.Kind
  let comparator: Quantity.Comparator
  let base: Quantity.Base
  let notes: Quantity.Notes
  let period: Quantity.Period?
  /// Power of ten the figure is to be multiplied with.
  let scale: Int
  /// The one figure as written; nil for ranges and for what has none.
  let value: ExactDecimal?
  /// Bounds with 万 and 亿 multiplied out.
  let low: ExactDecimal?
  let high: ExactDecimal?
  let isEmptyText: Bool
  let isPercent: Bool
  let isNumeric: Bool
  /// Nothing may happen, or nothing happened.
  let isZero: Bool
  /// Money, also where only 万 is printed.
  let isMoney: Bool
  let hasUnit: Bool
  /// Whether the unit is that of the target of the row.
  let hasTargetUnit: Bool
  /// Printed as the target of the row is.
  let isTargetText: Bool
  /// A figure that no budget has; see `FigureRange`.
  let isBeyond: Bool

  init(_ quantity: borrowing Quantity, of target: borrowing Quantity) {
    kind = quantity.kind
    comparator = quantity.comparator
    base = quantity.base
    notes = quantity.notes
    period = quantity.period
    scale = quantity.scale
    value = quantity.value
    low = quantity.scaledLow
    high = quantity.scaledHigh
    isEmptyText = quantity.text.isEmpty
    isPercent = quantity.isPercent
    isNumeric = quantity.isNumeric
    isZero = quantity.isZero
    isMoney = quantity.unit.isSame(as: "元") || (quantity.unit.isEmpty && (quantity.scale == 4 || quantity.scale == 8))
    hasUnit = !quantity.unit.isEmpty
    hasTargetUnit = quantity.unit == target.unit
    isTargetText = quantity.text.isSame(as: target.text)
    isBeyond = FigureRange.beyond(quantity.low, quantity.high) != nil
  }

  /// The one figure with 万 multiplied out, when it may be compared with another of the same unit.
  var comparable: ExactDecimal? {
    guard isNumeric, base == .absolute, kind != .range, let value = low ?? high, FigureRange.isAmount(value) else {
      return nil
    }
    return value
  }
}
