internal import Model
internal import Schemes

/// One line of the cost breakdown with what rules ask for again and again.
struct LineFacts {
  /// Lists that the title has words of, and the activity or the content.
  let titleMarks: WordMarks
  let marks: WordMarks
  /// What the title is about, taken apart once for all rules that ask.
  let topic: TopicName
  /// What the costing text states; nil where there is nothing to evaluate.
  let costing: CostingText?
  /// Code of the printed economic class; nil when there is none or it is not known.
  let economicCode: String?

  static func lines(of form: FormContent, _ setting: ReviewSetting) -> [LineFacts] {
    var category = ""
    var code: String?
    return form.costs.indices.map { index in
      let activity = form.costs[index].activity.map { setting.names.marks(in: $0) } ?? []
      let content = form.costs[index].content.map { setting.names.marks(in: $0) } ?? []
      let printed = form.costs[index].category ?? ""
      if !printed.isSame(as: category) {
        category = printed
        code = printed.isEmpty ? nil : setting.economicCode(Plain.key(printed))
      }
      return LineFacts(
        titleMarks: form.costs[index].activity?.isEmpty == false ? activity : content, marks: activity.union(content),
        topic: TopicName(form.costs[index].title),
        costing: form.costs[index].basis.flatMap { $0.mayCalculate ? CostingText($0) : nil }, economicCode: code)
    }
  }
}
