// swift-tools-version: 6.2
import PackageDescription

/// The readers alone, built to be fuzzed: `./test --fuzz SECONDS` runs them. A package of its own, since a fuzzing
/// program has no beginning of its own and could not be linked with the others.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
]

func library(_ name: String, _ pkgConfig: String) -> Target { .systemLibrary(name: name, pkgConfig: pkgConfig) }

let package = Package(
  name: "Fuzzing",
  targets: [
    .systemLibrary(name: "CLinux"), library("CXLSXWriter", "xlsxwriter"), library("CXML", "libxml-2.0"),
    library("CZip", "libzip"), library("CZlib", "zlib"),
    .target(
      name: "Documents", dependencies: ["CLinux", "CXLSXWriter", "CXML", "CZip", "CZlib"],
      swiftSettings: strict + [.unsafeFlags(["-enable-testing"])]),
    .target(name: "Model", swiftSettings: strict),
    .target(name: "Schemes", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Forms", dependencies: ["Documents", "Model", "Schemes"], swiftSettings: strict),
    .executableTarget(
      name: "fuzz", dependencies: ["Documents", "Forms", "Schemes"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
