import Foundation
import Model
import Review
import Schemes
import Scoring
import TestSupport

/// The forms of a city's year on one core: 13 districts, 70 units each, 20 projects each, every one with a goal form and a
/// self-evaluation.
enum CityMeasure {
  /// What is in force, as the program loads it.
  private struct InForce {
    let reviewer: Reviewer
    let schemes: SchemeLibrary

    init() {
      let rules = RuleSet.load(ResourceFiles.bytes(in: "rules")).rules
      reviewer = Reviewer(rules: rules, templates: TemplateLibrary.standard().valid)
      schemes = SchemeLibrary.standard().valid
    }
  }

  private static let districts = 13
  private static let projects = 70 * 20

  /// Reviews and scores all of it; only looking at the forms is timed, not making them.
  static func year() -> String {
    let inForce = InForce()
    var random = SeededRandom(seed: 13_70_20)
    var seconds = 0.0
    var (count, rows, findings, scored) = (0, 0, 0, 0)
    for district in 0..<districts {
      let made = forms(of: district, &random)
      let start = processorSeconds()
      for form in made {
        let prepared = PreparedForm(form)
        findings += inForce.reviewer.review(prepared).count
        guard form.kind.isSelfEvaluation, let choice = inForce.schemes.choose(for: prepared) else { continue }
        scored += Scorer.score(prepared, with: choice.scheme).total.isNegative ? 0 : 1
      }
      seconds += processorSeconds() - start
      count += made.count
      for form in made { for goal in form.goals { rows += goal.indicators.count } }
    }
    return
      "{\"seconds\": \(seconds), \"forms\": \(count), \"rows\": \(rows), \"findings\": \(findings), \"scored\": \(scored), \"megabytes\": \(peakMegabytes())}"
  }

  /// How long a goal form and a self-evaluation are reviewed, and how many indicators are scored a second.
  static func parts() -> String {
    let inForce = InForce()
    var random = SeededRandom(seed: 20_24)
    let goals = (0..<250).map { PreparedForm(ExampleForms.projectGoal(&random, $0)) }
    let evaluations = (0..<250).map { PreparedForm(ExampleForms.selfEvaluation(&random, $0)) }
    guard let choice = inForce.schemes.choose(for: evaluations[0].form) else { return "{}" }
    let goal = perForm(goals) { inForce.reviewer.review($0).count }
    let evaluation = perForm(evaluations) { inForce.reviewer.review($0).count }
    let scored = perForm(evaluations) { Scorer.total($0, with: choice.scheme).places }
    let rows = Double(evaluations[0].rows.count) / scored
    return "{\"goal\": \(goal * 1e6), \"evaluation\": \(evaluation * 1e6), \"indicators\": \(rows)}"
  }

  /// The quantitative rows of the self-evaluations as a table for another program: form, weight, target, result.
  /// - Returns: what scoring them takes here, in seconds, and what they come to.
  static func table(_ file: String) throws -> String {
    let inForce = InForce()
    var random = SeededRandom(seed: 13_70_20)
    var text = "form,weight,target,actual\n"
    var prepared: [PreparedForm] = []
    for district in 0..<districts {
      for form in forms(of: district, &random) where form.kind.isSelfEvaluation {
        var form = form
        // Both score the same rows: what is no figure is in neither.
        for goal in form.goals.indices { form.goals[goal].indicators.removeAll { $0.target?.contains("≥") != true } }
        for row in form.goals.flatMap(\.indicators) {
          text += "\(prepared.count),\(row.weight ?? 0),\(row.target ?? ""),\(row.actual ?? "")\n"
        }
        prepared.append(PreparedForm(form))
      }
    }
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    guard let choice = inForce.schemes.choose(for: prepared[0].form) else { return "{}" }
    // Reading the values is part of the work, as it is for the other program.
    let start = processorSeconds()
    var sum = ExactDecimal.zero
    for form in prepared { sum += Scorer.total(PreparedForm(form.form), with: choice.scheme) }
    let seconds = processorSeconds() - start
    return "{\"seconds\": \(seconds), \"forms\": \(prepared.count), \"sum\": \(sum)}"
  }

  private static func forms(of district: Int, _ random: inout SeededRandom) -> [FormContent] {
    (0..<projects).flatMap { index in
      let number = district * projects + index
      return [ExampleForms.projectGoal(&random, number), ExampleForms.selfEvaluation(&random, number)]
    }
  }

  /// Seconds a form takes, measured over a second of the processor.
  private static func perForm(_ forms: [PreparedForm], _ work: (PreparedForm) -> Int) -> Double {
    var done = 0
    var kept = 0
    let start = processorSeconds()
    while processorSeconds() - start < 1 {
      for form in forms { kept &+= work(form) }
      done += forms.count
    }
    return kept == .min ? 0 : (processorSeconds() - start) / Double(done)
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
