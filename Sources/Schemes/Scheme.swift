public import Model

/// How a place scores (评分方案): the parts that make 100, the rule of each part, grades and vetoes.
///
/// All of it is data in `Resources/schemes`. Every rule carries a `Provision`, so that a score can name what each point
/// rests on and how sure we are of it. A class, because every score hands it around and it has many texts.
public final class Scheme: Sendable {
  /// Name in files, addresses and the reading contract: `hubei-2023`. Never reused.
  public let id: String
  public let name: String
  public let validity: Validity
  /// Decides between schemes that fit a form equally well: the higher comes first.
  public let priority: Int
  /// One layout for each kind of form that the scheme scores.
  public let layouts: [Layout]
  public let execution: ExecutionRule
  public let quantitative: QuantitativeRules
  public let qualitative: QualitativeRule
  public let overfulfilment: OverfulfilmentLadder
  public let satisfaction: SatisfactionRule
  /// The overall goal is judged by people.
  public let goalText: Provision
  public let rounding: Rounding
  /// Best first.
  public let grades: [Grade]
  public let vetoes: [Veto]
  /// The whole scheme as data, what it inherits included: enough to compute again what it computed.
  public let source: JSON

  init(
    id: String, name: String, validity: Validity, priority: Int, layouts: [Layout], execution: ExecutionRule,
    quantitative: QuantitativeRules, qualitative: QualitativeRule, overfulfilment: OverfulfilmentLadder,
    satisfaction: SatisfactionRule, goalText: Provision, rounding: Rounding, grades: [Grade], vetoes: [Veto],
    source: JSON
  ) {
    self.id = id
    self.name = name
    self.validity = validity
    self.priority = priority
    self.layouts = layouts
    self.execution = execution
    self.quantitative = quantitative
    self.qualitative = qualitative
    self.overfulfilment = overfulfilment
    self.satisfaction = satisfaction
    self.goalText = goalText
    self.rounding = rounding
    self.grades = grades
    self.vetoes = vetoes
    self.source = source
  }

  public func layout(for kind: FormKind) -> Layout? { layouts.first { $0.kind == kind } }

  /// The grade of a total; a boundary belongs to the better grade.
  public func grade(of total: ExactDecimal) -> Grade? { grades.first { total >= $0.from } }
}

/// What a rule is called, how sure we are of it and what it rests on.
public struct Provision: Hashable, Sendable {
  /// `E1`, `Q4`: stands in every explanation.
  public let id: String
  public let standing: Validity.Standing
  public let basis: [String]

  public init(id: String, standing: Validity.Standing, basis: [String]) {
    self.id = id
    self.standing = standing
    self.basis = basis
  }
}

extension Scheme {
  /// The parts that make 100 in one kind of form.
  public struct Layout: Hashable, Sendable {
    public let kind: FormKind
    public let parts: [Part]
  }

  /// A part of the 100 points.
  public struct Part: Hashable, Sendable {
    public enum Source: String, Sendable, CaseIterable {
      /// Execution of the budget.
      case execution
      /// The overall goal as a text, judged by people (项目绩效总目标).
      case goal
      /// Indicator rows, of the named classes or of all.
      case indicators
      /// Goals that each have a weight and rows of their own (年度目标).
      case goals
    }
    public let name: String
    public let source: Source
    public let weight: ExactDecimal
    /// Empty: all classes.
    public let classes: [IndicatorClass]
  }

  public struct Grade: Hashable, Sendable {
    public let name: String
    /// Lowest total of the grade.
    public let from: ExactDecimal
  }

  /// Something that caps the grade whatever the points (一票否决).
  public struct Veto: Hashable, Sendable {
    public let id: String
    public let name: String
    /// Best grade that is still possible.
    public let gradeMax: String
    public let provision: Provision
  }

  public struct Rounding: Hashable, Sendable {
    /// Places shown of a row; rows are added unrounded.
    public let rowPlaces: Int
    /// Places of the total, half rounded up.
    public let totalPlaces: Int
    public let provision: Provision
  }
}
