import Foundation
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
    let start = processorSeconds()
    while processorSeconds() - start < 3 {
      for form in forms {
        let result = pipeline.process(form)
        findings += result.findings.count
        if let score = result.score, score.total.isNegative { findings += 1 }
      }
      done += forms.count
    }
    let seconds = processorSeconds() - start
    return "{\"seconds\": \(seconds), \"forms\": \(done), \"findings\": \(findings)}"
  }

  /// Time of the processor, not of the wall: what else runs on the machine does not count.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
