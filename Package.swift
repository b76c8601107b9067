// swift-tools-version: 6.2
import PackageDescription

// Twelve targets; every border exists so that the compiler enforces one rule (README, "The targets").
let package = Package(
  name: "jobtop",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "jobtop", targets: ["jobtop"]),
    .library(name: "JobModel", targets: ["JobModel"]),
    .library(name: "JobProfile", targets: ["JobProfile"]),
    .library(name: "JobClient", targets: ["JobClient"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .target(
      name: "JobModel",
      dependencies: [.product(name: "OrderedCollections", package: "swift-collections")]
    ),
    .target(
      name: "JobProfile",
      dependencies: [
        "JobModel", "Assets",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .target(
      name: "JobClient",
      dependencies: [
        "JobModel", "JobProfile",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOExtras", package: "swift-nio-extras"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSOCKS", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ]
    ),
    .target(
      name: "JobStore",
      dependencies: ["JobModel", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    .target(
      name: "JobSimulator",
      dependencies: [
        "JobModel", "JobProfile", "JobStore", "Assets",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .target(name: "Screen"),
    .target(
      name: "Dashboard",
      dependencies: [
        "JobModel", "Screen", .product(name: "OrderedCollections", package: "swift-collections"),
      ]
    ),
    .target(name: "Terminal", dependencies: ["Screen", "CNcurses", "CTerminalGuard"]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard"),
    .target(
      name: "Assets",
      path: "Assets",
      exclude: ["LICENSE.md", "Screens", "Profiles/README.md", "Scenarios/README.md"],
      sources: ["Index.swift"],
      resources: [
        .embedInCode("Profiles"), .embedInCode("Scenarios"), .embedInCode("Themes"),
        .embedInCode("openapi.yaml"),
      ]
    ),
    .executableTarget(
      name: "jobtop",
      dependencies: [
        "JobModel", "JobProfile", "JobClient", "JobStore", "JobSimulator", "Screen", "Dashboard",
        "Terminal", "Assets",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      plugins: ["Commit"]
    ),
    .plugin(name: "Commit", capability: .buildTool(), path: ".packaging/Commit"),
    .target(
      name: "TestSupport",
      dependencies: [
        "JobModel", "JobProfile", "JobClient", "JobSimulator", "Screen",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      path: "Tests/TestSupport"
    ),
    .testTarget(name: "JobModelTests", dependencies: ["JobModel", "TestSupport"]),
    .testTarget(
      name: "JobProfileTests",
      dependencies: [
        "JobModel", "JobProfile", "Assets", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .testTarget(
      name: "JobClientTests",
      dependencies: [
        "JobModel", "JobProfile", "JobClient", "JobSimulator", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
      ]
    ),
    .testTarget(
      name: "JobStoreTests",
      dependencies: [
        "JobModel", "JobStore", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    .testTarget(
      name: "JobSimulatorTests",
      dependencies: [
        "JobModel", "JobProfile", "JobSimulator", "JobStore", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Screen", "TestSupport"],
      exclude: ["Snapshots"]
    ),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["JobModel", "Screen", "Dashboard", "TestSupport"],
      exclude: ["Snapshots"]
    ),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["jobtop", "JobModel", "JobClient", "Dashboard", "Screen", "TestSupport"]
    ),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "JobModel", "JobProfile", "JobClient", "JobStore", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HeapModule", package: "swift-collections"),
      ]
    ),
    .testTarget(name: "StoryTests", dependencies: ["jobtop", "Examples", "TestSupport"]),
    // It sees what a program outside of this package sees.
    .executableTarget(
      name: "Examples",
      dependencies: ["JobModel", "JobProfile", "JobClient"],
      path: "Tests/Examples",
      packageAccess: false
    ),
  ],
  swiftLanguageModes: [.v6]
)

// Built only on demand, so that nobody who builds jobtop resolves what it needs.
if Context.environment["JOBTOP_BENCHMARKS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: [])
  )
  package.targets.append(
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "JobModel", "JobProfile", "JobClient", "JobStore", "Screen", "Dashboard",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Tests/Benchmarks/Parts",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    )
  )
  package.targets.append(
    .executableTarget(name: "polling", dependencies: ["JobModel"], path: "Tests/Benchmarks/Polling")
  )
  package.targets.append(
    .executableTarget(
      name: "bare",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Tests/Benchmarks/Bare"
    )
  )
}

// Built only on demand: everything of ours is then compiled for libFuzzer and for coverage.
var fuzzingSettings: [SwiftSetting] = []
if Context.environment["JOBTOP_FUZZING"] != nil {
  fuzzingSettings = [
    .unsafeFlags(["-sanitize=fuzzer", "-profile-generate", "-profile-coverage-mapping"])
  ]
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "JobModel", "JobProfile", "JobSimulator",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      path: "Tests/Fuzzing",
      exclude: ["Corpus", "run.sh"],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-profile-generate", "-use-ld=lld"])]
    )
  )
}

for target in package.targets
where ![.system, .plugin].contains(target.type) && target.name != "CTerminalGuard" {
  target.swiftSettings =
    [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .treatAllWarnings(as: .error),
    ] + fuzzingSettings
}
