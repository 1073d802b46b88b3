extension DocumentContent {
  /// The reading of a document as the reading contract prints it: `document`, `forms`, `statements`, `final_account`.
  ///
  /// `forms` is always there, the others only when the document gives them. The caller adds `file`, `findings` and
  /// `scoring` by joining members.
  public func json(_ copy: FormContent.Copy = .contract) -> JSON {
    let document = JSON.object([
      "title": title.map { .string($0) }, "region": region.map { .string($0) }, "year": year.map { .integer($0) },
      "unit": moneyUnit.map { .string($0.rawValue) },
    ])
    return .object([
      "document": document.members?.isEmpty == true ? nil : document,
      "forms": .array(forms.map { $0.json(copy) }),
      "statements": statements.isEmpty ? nil : .array(statements.map(\.json)),
      "final_account": finalAccount?.json,
    ])
  }
}

extension Statement {
  public var json: JSON {
    .object([
      "subject": .string(subject), "value": .number(value), "unit": .string(unit), "context": .string(context),
    ])
  }
}

extension FinalAccount {
  /// Members that are empty are left out.
  public var json: JSON {
    .object([
      "items": items.isEmpty ? nil : .array(items.map(\.json)),
      "figures": figures.isEmpty ? nil : .array(figures.map(\.json)),
      "tables": tables.isEmpty ? nil : .array(tables.map(\.json)),
    ])
  }
}

extension FinalAccount.Item {
  public var json: JSON {
    .object([
      "section": section.map { .string($0) }, "class": classLevel.map { .string($0) },
      "kuan": groupLevel.map { .string($0) }, "xiang": itemLevel.map { .string($0) },
      "budget": budget.map { .number($0) }, "actual": actual.map { .number($0) },
      "percent": percent.map { .number($0) }, "reason_given": .bool(reasonGiven),
      "reason": reason.map { .string($0) },
    ])
  }
}

extension FinalAccount.Figure {
  public var json: JSON {
    .object([
      "section": .string(section), "name": .string(name), "value": .number(value), "unit": .string(unit),
      "change": change.map { .number($0) }, "percent": percent.map { .number($0) },
      "percent_of": percentOf.map { .string($0) },
    ])
  }
}

extension FinalAccount.Table {
  public var json: JSON {
    .object(["title": .string(title), "rows": .array(rows.map { .array($0.map { .string($0) }) })])
  }
}
