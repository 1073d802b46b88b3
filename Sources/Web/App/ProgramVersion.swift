/// The version that the sign-in page prints.
enum ProgramVersion {
  static let text = "0.1.0"
}
