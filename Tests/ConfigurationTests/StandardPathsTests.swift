import Testing

@testable import jobtop

struct StandardPathsTests {
  @Test func `without XDG variables everything lies in the home folder`() {
    let paths = StandardPaths(environment: ["HOME": "/home/ann", "XDG_STATE_HOME": "relative"])

    #expect(paths.configurationFile == "/home/ann/.config/jobtop/config.yaml")
    #expect(paths.profilesFolder == "/home/ann/.config/jobtop/profiles")
    #expect(paths.storeFile == "/home/ann/.local/state/jobtop/jobs.sqlite")
  }

  @Test func `XDG variables come before the home folder`() {
    let paths = StandardPaths(
      environment: ["HOME": "/home/ann", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"]
    )

    #expect(paths.configurationFile == "/c/jobtop/config.yaml")
    #expect(paths.storeFile == "/s/jobtop/jobs.sqlite")
  }

  @Test func `the user's profiles are found by their names`() async throws {
    try await withHome { home in
      let folder = ".config/jobtop/profiles/"
      for name in ["b.profile.yaml", "a.profile.yaml", "a.yaml"] {
        try home.write("", to: folder + name)
      }

      let paths = StandardPaths(environment: home.environment)

      #expect(
        paths.profileFiles == ["a", "b"].map { "\(home.path)/\(folder)\($0).profile.yaml" }
      )
    }
  }
}
