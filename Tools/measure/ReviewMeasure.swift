import Model
import Review
import Scoring
import TestSupport
import Web

/// Review and scoring of realistic forms in memory, on one core.
enum ReviewMeasure {
  static func run() throws -> String {
    let pipeline = try Pipeline.standard()
    var random = SeededRandom(seed: 20_24)
    let forms = (0..<500).map { index in
      index % 2 == 0 ? ExampleForms.projectGoal(&random, index) : ExampleForms.selfEvaluation(&random, index)
    }
    var done = 0
    var findings = 0
    let start = ContinuousClock.now
    while DocxMeasure.seconds(since: start) < 3 {
      for form in forms {
        findings += pipeline.reviewer.review(form).count
        if let score = pipeline.score(form), score.total.isNegative { findings += 1 }
      }
      done += forms.count
    }
    let seconds = DocxMeasure.seconds(since: start)
    return "{\"seconds\": \(seconds), \"forms\": \(done), \"findings\": \(findings)}"
  }
}
