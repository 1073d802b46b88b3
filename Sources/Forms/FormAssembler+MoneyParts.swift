import Documents
import Model
import Schemes

/// Sources of money and their amounts, whatever the sources are called.
extension FormAssembler {
  /// Rows beside a label of money merged over them: each is a source and its amount, whatever the source is called.
  mutating func moneyParts(_ row: SheetRow) -> Bool {
    guard row.isExact, form != nil,
      row.cells.contains(where: { $0.isCarried && Self.isMoneySection($0) })
    else { return false }
    let filled = row.filled
    guard filled.count == 2 || filled.count == 4 else { return false }
    var pairs = stride(from: 0, to: filled.count, by: 2).map { (row.cells[filled[$0]], row.cells[filled[$0 + 1]]) }
    guard pairs.contains(where: { label($0.0) == nil }),
      pairs.allSatisfy({ !$0.0.traits.isNumber && $0.1.traits.isNumber && $0.0.text.unicodeScalars.count <= 30 })
    else { return false }
    // Side by side, the money of all years stands left of the money of the year.
    if pairs.count == 2, pairs[0].0.key == pairs[1].0.key { pairs.removeFirst() }
    openField = nil
    form?.rows += 1
    for (head, value) in pairs {
      let field = label(head) ?? Lexicon.Field(target: .funding, personal: false, weak: true)
      set(field, head.text, value.text, value.place)
    }
    return true
  }

  private static func isMoneySection(_ cell: SheetCell) -> Bool {
    guard let target = cell.traits.field?.target else { return false }
    let isMoney = cell.key.contains("资金") || cell.key.contains("预算") || cell.key.contains("投资")
    return isMoney && (target == .section || moneyTargets.contains(target))
  }

  /// A label that is no word of the trade, but names the unit of the figure behind it: `本年度申请资金（万元） | 919`.
  func isMoneyLabel(_ row: SheetRow, _ index: Int) -> Bool {
    index + 1 < row.cells.count && Self.unit(of: row.cells[index].text) != nil && !row.cells[index].traits.isNumber
      && row.cells[index + 1].isFilled && row.cells[index + 1].traits.isNumber
  }
}
