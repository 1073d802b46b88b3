import Foundation
import Lifecycle
import Model
import TestSupport
import Testing

/// What holds for every flow of the year.
@Suite struct StageFlowTests {
  private static let indices = StageDiagram.flows.indices

  @Test(arguments: indices)
  func `every state and event has the told result, or a refusal with words`(index: Int) {
    func check<Flow: StageFlow>(_: Flow.Type) {
      let told = FlowTables.expected(Flow.name)
      var met = 0
      for state in Flow.State.allCases {
        for event in Flow.Event.allCases {
          var flow = Flow(Standing(state: state))
          let expected = told["\(state.name) \(event.rawValue)"]
          do {
            let effects = try flow.handle(event, FlowCast.call(for: event))
            met += 1
            #expect(flow.state.name == expected, "\(Flow.name): \(state.name) \(event.rawValue)")
            let record = FlowCast.record(effects)
            #expect(record?.from == state.name && record?.to == expected && record?.stage == Flow.name)
            #expect(record?.actor == "fresh" && effects.contains(.freezeCopy))
          } catch {
            #expect(expected == nil, "\(Flow.name): \(state.name) \(event.rawValue): \(error)")
            #expect(error.cause == .moment)
            expectWords(error)
            #expect(flow.standing == Standing(state: state))
          }
        }
      }
      #expect(met == told.count)
    }
    check(StageDiagram.flows[index])
  }

  @Test(arguments: indices)
  func `only who may, only with an opinion where one belongs`(index: Int) {
    func check<Flow: StageFlow>(_: Flow.Type) {
      for state in Flow.State.allCases {
        for event in Flow.Event.allCases where Flow.next(state, event) != nil {
          for role in Role.allCases {
            var flow = Flow(Standing(state: state))
            let isAble = Permission.roles(for: event.step.action).contains(role)
            let error = refusal { () throws(StageRefusal) in
              _ = try flow.handle(event, FlowCast.call(FlowCast.actor(role)))
            }
            #expect((error == nil) == isAble)
            if let error { #expect(error.cause == .person && flow.state == state) }
          }
          var flow = Flow(Standing(state: state))
          var call = FlowCast.call(for: event)
          call.opinion = " \u{3000}\n"
          let error = refusal { () throws(StageRefusal) in _ = try flow.handle(event, call) }
          #expect((error?.cause == .opinion) == event.step.needsOpinion)
          if let error { expectWords(error) }
        }
      }
    }
    check(StageDiagram.flows[index])
  }

  @Test(arguments: indices)
  func `every state can be reached, and from every state an end`(index: Int) {
    func check<Flow: StageFlow>(_: Flow.Type) {
      func reached(from start: Flow.State) -> Set<Flow.State> {
        var met: Set = [start]
        var open = [start]
        while let state = open.popLast() {
          for event in Flow.Event.allCases {
            guard let next = Flow.next(state, event), met.insert(next).inserted else { continue }
            open.append(next)
          }
        }
        return met
      }
      #expect(reached(from: Flow.State.allCases[0]) == Set(Flow.State.allCases))
      for state in Flow.State.allCases { #expect(reached(from: state).contains(where: Flow.isFinal)) }
    }
    check(StageDiagram.flows[index])
  }

  /// Three accounts hold every role at once, so that only the separation of duties keeps them apart.
  @Test(arguments: indices)
  func `on random walks nobody judges his own, and what is closed never changes`(index: Int) {
    func walk<Flow: StageFlow>(_: Flow.Type, seed: UInt64) {
      var random = SeededRandom(seed: seed)
      var flow = Flow(Standing(state: Flow.State.allCases[0]))
      var writers: Set<String> = []
      var assessors: Set<String> = []
      for _ in 0..<120 {
        guard let event = Flow.Event.allCases.randomElement(using: &random),
          let role = Permission.roles(for: event.step.action).sorted(by: { $0.rawValue < $1.rawValue })
            .randomElement(using: &random)
        else { return }
        let account = "person \(Int.random(in: 0..<3, using: &random))"
        let before = flow.standing
        guard let effects = try? flow.handle(event, FlowCast.call(FlowCast.actor(role, account))) else {
          #expect(flow.standing == before)
          continue
        }
        #expect(FlowCast.record(effects)?.actor == account)
        #expect(!Flow.isFinal(before.state) || event.step.isOptional)
        switch event.step.duty {
        case .writes:
          #expect(!assessors.contains(account))
          writers.insert(account)
        case .assesses:
          #expect(!writers.contains(account))
          assessors.insert(account)
        case .judges: #expect(!writers.contains(account) && !assessors.contains(account))
        case .keeps: break
        }
        if flow.standing.revision != before.revision { #expect(before.state.isOpenForEditing) }
      }
    }
    for seed in 0..<60 as Range<UInt64> { walk(StageDiagram.flows[index], seed: seed) }
  }

  @Test(arguments: indices)
  func `the committed page is what the flow gives`(index: Int) throws {
    func page<Flow: StageFlow>(_ flow: Flow.Type) -> (String, String) { (Flow.name, StageDiagram.page(flow)) }
    let (name, text) = page(StageDiagram.flows[index])
    let file = ProjectFiles.root.appending(path: "docs/lifecycle/\(name).md")
    if ProcessInfo.processInfo.environment["HENGJI_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let kept = try? String(contentsOf: file, encoding: .utf8)
    #expect(kept == text, "docs/lifecycle/\(name).md is not what StageDiagram gives; record with HENGJI_RECORD=1")
  }

  @Test func `names are given once`() {
    #expect(Set(StageDiagram.flows.map { $0.name }).count == StageDiagram.flows.count)
    #expect(Set(GoalForm.State.allCases.map(\.name)).count == GoalForm.State.allCases.count)
  }

  private func expectWords(_ refusal: StageRefusal) {
    #expect(refusal.why.hasSuffix("。") && refusal.whoCanHelp.hasSuffix("。"))
    #expect(!(refusal.why + refusal.whoCanHelp).utf8.contains { (0x61...0x7A).contains($0) })
  }

  private func refusal(_ body: () throws(StageRefusal) -> Void) -> StageRefusal? {
    do {
      try body()
      return nil
    } catch { return error }
  }
}
