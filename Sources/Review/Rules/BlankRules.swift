internal import Model
internal import Schemes

/// What is left blank or told twice otherwise, in rows and under headings.
enum BlankRules {
  static let all: [Rule] = [targetBlank, classDiffers, emptyHeading, foreignPlaceInText]

  static let targetBlank = Rule(
    "indicator-target-blank", .error, "有指标没有指标值", .goals, basis: "财预〔2015〕88号", standing: .practice,
    "写了名称的指标都要有指标值。网上填的表空着就是没有填；从文件读入的表也可能是没有读出来，只提醒。"
  ) { facts, report in
    let rows = facts.rows { row in
      facts.rows[row].target.kind == .empty && facts.rows[row].target.isEmptyText
        && !(facts.indicator(row).name ?? "").isEmpty
    }
    // A form that prints no values at all is another matter, and so is one of which most could not be read.
    guard let first = rows.first, rows.count * 2 < facts.rows.count else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))没有指标值。补填，或删去整行。",
      severity: facts.form.blankLabels == nil ? .error : .warning)
  }

  static let classDiffers = Rule(
    "class-differs-between-terms", .warning, "同一指标两处归类不同", .projectGoals,
    "同名同值的指标，长期目标放在质量、年度目标放在数量，总有一处归错了类。"
  ) { facts, report in
    guard facts.rows.contains(where: \.isLongTerm), facts.hasAnnualRows else { return }
    var long: [UInt64: Int] = [:]
    var repeated: Set<UInt64> = []
    for row in facts.rows.indices where facts.rows[row].isLongTerm {
      guard let key = key(facts, row) else { continue }
      if long.updateValue(row, forKey: key) != nil { repeated.insert(key) }
    }
    guard !long.isEmpty else { return }
    let rows = facts.rows { row in
      guard !facts.rows[row].isLongTerm, let key = key(facts, row), !repeated.contains(key), let other = long[key],
        facts.indicator(other).name == facts.indicator(row).name
      else { return false }
      return facts.rows[row].level2 != facts.rows[other].level2
    }
    guard let first = rows.first, let other = key(facts, first).flatMap({ long[$0] }) else { return }
    report.add(
      facts.spot(first, "level2"),
      "\(facts.names(rows))在长期目标里是“\(facts.indicator(other).level2 ?? "")”，这里是“\(facts.indicator(first).level2 ?? "")”。"
        + "改成同一类。",
      printed: facts.indicator(first).level2, expected: facts.indicator(other).level2)
  }

  /// A number for name and value of a row whose class is known.
  private static func key(_ facts: FormFacts, _ row: Int) -> UInt64? {
    guard let level2 = facts.rows[row].level2, level2 != .other, let name = facts.indicator(row).name, !name.isEmpty
    else { return nil }
    return facts.targetText(row).hashCode(name.hashCode())
  }

  static let emptyHeading = Rule(
    "table-empty-heading", .warning, "标题下面没有内容",
    "列了标题就要有内容；没有的写明没有，或删去标题。图片里的字读不出来，也算没有。"
  ) { facts, report in
    guard facts.document.finalAccount != nil else { return }
    let all = facts.document.headings
    // Several in a row under one head are the entries of a list.
    func isListed(_ index: Int) -> Bool {
      [index - 1, index + 1].contains { other in
        all.indices.contains(other) && all[other].below == .nothing
          && all[other].path.dropLast() == all[index].path.dropLast()
      }
    }
    let bare = all.enumerated().filter { entry in
      // Tables of the accounts that are pictures are told of by `table-missing-text`.
      entry.element.below == .nothing && !isListed(entry.offset)
        && !entry.element.path.contains { $0.has("决算表") || $0.has("决算总表") || $0.has("明细表") }
    }
    guard let first = bare.first, let words = first.element.path.last else { return }
    report.add(
      facts.outside(first.element.path.joined(separator: " · "), order: first.offset),
      "\(Printed.names(bare.compactMap { $0.element.path.last }))下面没有内容。补写；是图片的，换成文字或表格。", printed: words)
  }

  static let foreignPlaceInText = Rule(
    "foreign-place-in-report", .hint, "自评报告里有别处地名", parameters: ["words.districts"],
    "自评报告写到别的区，可能是从别处抄来的，也可能确实去了那里，核对。"
  ) { facts, report in
    let forms = facts.forms.filter { $0.form.kind.isSelfEvaluation }
    guard !forms.isEmpty else { return }
    let words = facts.setting.parameters.words.districts
    let own =
      ([facts.document.region] + forms.flatMap { [$0.region, $0.form.department, $0.form.unitName, $0.form.name] })
      .compactMap { $0 }
    guard own.contains(where: { $0.hasAny(words) != nil }) else { return }
    for (order, passage) in facts.document.passages.enumerated()
    where passage.headings.first?.hasPrefix("附件") == true
      && facts.setting.texts.marks(in: passage.text).contains(.district)
    {
      guard let word = words.first(where: { word in passage.text.has(word) && !own.contains { $0.has(word) } }) else {
        continue
      }
      report.add(
        facts.outside(passage.headings.last ?? "自评报告", order: order), "写到了“\(word)”，不是本地。核对是不是照抄。", printed: word)
      return
    }
  }
}
