// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built alike: Swift 6 mode, the stricter import rules, warnings as errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A room is one target; the list of its dependencies is the list of its doors.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A program for developers, under `Tools`.
func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Tools/\(name)", swiftSettings: strict)
}

func tests(_ room: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.target(name: room), "TestSupport"] + dependencies,
    exclude: [], swiftSettings: strict)
}

func library(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
  name: "Hengji",
  products: [.executable(name: "hengji", targets: ["hengji"])],
  targets: [
    .systemLibrary(name: "CLinux"),
    library("CMicrohttpd", "libmicrohttpd", apt: "libmicrohttpd-dev"),
    library("COpenSSL", "libcrypto", apt: "libssl-dev"),
    library("CPostgres", "libpq", apt: "libpq-dev"),
    library("CQREncode", "libqrencode", apt: "libqrencode-dev"),
    library("CSQLite", "sqlite3", apt: "libsqlite3-dev"),
    library("CSodium", "libsodium", apt: "libsodium-dev"),
    library("CXLSXWriter", "xlsxwriter", apt: "libxlsxwriter-dev"),
    library("CXML", "libxml-2.0", apt: "libxml2-dev"),
    library("CZip", "libzip", apt: "libzip-dev"),
    library("CZlib", "zlib", apt: "zlib1g-dev"),

    room("Model"),
    room("Schemes", ["Model"]),
    room("Scoring", ["Model", "Schemes"]),
    room("Review", ["Model", "Schemes"]),
    room("Lifecycle", ["Model", "Schemes"]),
    room("Documents", ["CLinux", "CXLSXWriter", "CXML", "CZip", "CZlib"]),
    room("Forms", ["Documents", "Model", "Schemes"]),
    room("Reports", ["Documents", "Model", "Schemes", "Scoring"]),
    room("Store", ["COpenSSL", "CPostgres", "CSQLite", "Lifecycle", "Model"]),
    room("Work", ["Lifecycle", "Model", "Schemes", "Scoring", "Store"]),
    room("Demo", ["Lifecycle", "Model", "Schemes", "Store", "Work"]),
    room(
      "Web",
      [
        "CMicrohttpd", "COpenSSL", "CQREncode", "CSodium", "CZlib", "Documents", "Forms", "Lifecycle", "Model",
        "Reports",
        "Review", "Schemes", "Scoring", "Store", "Work",
      ]),
    .executableTarget(
      name: "hengji",
      dependencies: [
        "Demo", "Documents", "Forms", "Lifecycle", "Model", "Reports", "Review", "Schemes", "Scoring", "Store", "Web",
        "Work",
      ],
      swiftSettings: strict),

    room("TestSupport", ["Documents", "Model", "Reports"]),
    tool("measure", ["Documents", "Model", "Review", "Schemes", "Scoring", "TestSupport", "Web"]),
    tool("screenshots", ["TestSupport"]),
    tests("Documents"),
    tests("Forms", ["Documents", "Model", "Reports", "Review", "Schemes"]),
    tests("Lifecycle"),
    tests("Model"),
    tests("Reports", ["Documents", "Model", "Schemes", "Scoring"]),
    tests("Review", ["Model", "Schemes"]),
    tests("Schemes", ["Model"]),
    tests("Scoring", ["Model", "Schemes"]),
    tests("Store", ["Lifecycle", "Model"]),
    tests("Demo", ["Lifecycle", "Model", "Review", "Schemes", "Scoring", "Store", "Web", "Work"]),
    tests("Work", ["Lifecycle", "Model", "Schemes", "Scoring", "Store"]),
    tests(
      "Web", ["Lifecycle", "Model", "Store", "Documents", "Forms", "Reports", "Review", "Schemes", "Scoring", "Work"]),
    tests(
      "hengji",
      ["Documents", "Forms", "Lifecycle", "Model", "Reports", "Review", "Schemes", "Scoring", "Store", "Web", "Work"]),
  ],
  swiftLanguageModes: [.v6]
)
