// swift-tools-version: 6.2
import PackageDescription

/// The language the whole package is written in. `CARRYOVER_STRICT` turns warnings into errors; the project's own
/// checks set it, hosts never need to.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
  ] + (Context.environment["CARRYOVER_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
  name: "carryover",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "Carryover", targets: ["Carryover"]),
    .library(name: "CarryoverInMemory", targets: ["CarryoverInMemory"]),
    .library(name: "CarryoverTesting", targets: ["CarryoverTesting"]),
  ],
  targets: [
    .target(name: "Carryover", swiftSettings: settings),
    .target(name: "CarryoverInMemory", dependencies: ["Carryover"], swiftSettings: settings),
    .target(name: "CarryoverTesting", dependencies: ["Carryover"], swiftSettings: settings),
    .executableTarget(
      name: "quickstart",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      path: "Docs/Examples/Quickstart",
      exclude: ["expected.txt"],
      swiftSettings: settings
    ),
    // The code that the documents show. A test finds every block of theirs here.
    .target(
      name: "snippets",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      path: "Docs/Examples/Snippets",
      swiftSettings: settings
    ),
    // How a host runs the conformance kit, on the store that the documents go through.
    .testTarget(
      name: "StoreTests",
      dependencies: ["Carryover", "CarryoverTesting", "snippets"],
      path: "Docs/Examples/StoreTests",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "benchmarks",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      path: "Tests/Benchmarks",
      swiftSettings: settings
    ),
    .testTarget(
      name: "CarryoverTests",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      exclude: ["Golden", "Extraction/Replays"],
      swiftSettings: settings
    ),
    // What must come out the same over every store: told in memory, and on the engines of Tests/Hosts.
    .target(
      name: "Stories",
      dependencies: ["Carryover", "CarryoverTesting"],
      path: "Tests/Stories",
      packageAccess: false,
      swiftSettings: settings
    ),
    .testTarget(
      name: "CarryoverInMemoryTests",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting", "Stories"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CarryoverTestingTests",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      swiftSettings: settings
    ),
    .target(
      name: "SimulationKit",
      dependencies: ["Carryover", "CarryoverInMemory", "CarryoverTesting"],
      path: "Tests/Simulation/Kit",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "simulate",
      dependencies: ["SimulationKit"],
      path: "Tests/Simulation/Run",
      swiftSettings: settings
    ),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["SimulationKit"],
      path: "Tests/Simulation/Tests",
      swiftSettings: settings
    ),
  ]
)

/// The test-only adapters on real engines that `Tests/Hosts/run` asks for. They need a client library and a server; nothing else
/// does. Like any host they see the library's public API alone. The package's own tests run without them, and they
/// without those.
let hosts = (Context.environment["CARRYOVER_HOSTS"] ?? "").split(separator: ",")

if !hosts.isEmpty { package.targets.removeAll { $0.type == .test } }

if hosts.contains("postgresql") {
  package.targets += [
    .systemLibrary(
      name: "CLibPQ", path: "Tests/Hosts/PostgreSQL/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "CarryoverPostgreSQL",
      dependencies: ["Carryover", "CLibPQ"],
      path: "Tests/Hosts/PostgreSQL/Adapter",
      packageAccess: false,
      swiftSettings: settings
    ),
    .testTarget(
      name: "PostgreSQLTests",
      dependencies: ["Carryover", "CarryoverTesting", "CarryoverPostgreSQL", "CLibPQ", "Stories"],
      path: "Tests/Hosts/PostgreSQL/Tests",
      packageAccess: false,
      swiftSettings: settings
    ),
  ]
}
