internal import Model

/// The data files of the review rules, of all places and years, and the parameters in force somewhere.
public struct RuleSet: Sendable {
  struct File: Sendable {
    let validity: Validity
    let parts: [RuleFilePart]
  }
  private var files: [File] = []

  public init() {}

  /// Reads the files of `Resources/rules`.
  /// - Returns: what could be read, and every mistake of every file; a file with a mistake is not used.
  public static func load(_ files: [(name: String, bytes: [UInt8])]) -> (rules: RuleSet, mistakes: [DataMistake]) {
    var rules = RuleSet()
    var mistakes: [DataMistake] = []
    for file in files { mistakes += rules.read(file.bytes, file: file.name) }
    return (rules, mistakes)
  }

  /// Reads one file of `Resources/rules`.
  /// - Returns: the mistakes in it, in line order; a file with mistakes is not used.
  public mutating func read(_ bytes: [UInt8], file name: String) -> [DataMistake] {
    let reader = DataFileReader(file: name)
    guard let root = reader.open(bytes) else { return reader.mistakes }
    let validity = root.validity()
    let parts =
      RuleFileReader.parts(root, validity.standing) + RuleFileLists.switches(root, validity, file: name)
    root.finish()
    if reader.mistakes.isEmpty {
      files.append(File(validity: validity, parts: parts))
    }
    return reader.mistakes.sorted { $0.line < $1.line }
  }

  /// The parameters in force: national files first, then those of the place, so that a place overrides the country.
  /// - Parameters:
  ///   - place: as the document names it, 武汉市汉阳区; nil takes the national files and every code shape.
  ///   - year: nil takes every file whatever its years.
  public func parameters(place: String? = nil, year: Int? = nil) -> RuleParameters {
    var parameters = RuleParameters()
    let current = files.filter { file in year.map { file.validity.covers($0) } ?? true }
    for file in current where file.validity.place == "全国" {
      for part in file.parts { part.apply(&parameters) }
    }
    for file in current where file.validity.place != "全国" {
      let here = place.map { Self.concerns(file.validity.place, $0) } ?? true
      for part in file.parts where here || part.knowsItsPlace { part.apply(&parameters) }
    }
    return parameters
  }

  /// Whether a file of `place` is for a document of `region`: 武汉市 is for 武汉市汉阳区.
  private static func concerns(_ place: String, _ region: String) -> Bool {
    let place = Array(place.utf8)
    let region = Array(region.utf8)
    return region.starts(with: place) || place.starts(with: region)
  }
}
