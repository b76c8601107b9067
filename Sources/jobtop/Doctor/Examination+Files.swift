import Foundation
import JobModel
import JobProfile
import JobStore
import Screen

/// What lies on the disk: who may read it, and whether it can be used.
extension Examination {
  mutating func lookAtFiles() async {
    look(at: paths.configurationFile, "configuration", mode: 0o600)
    look(at: paths.configurationFolder, "its folder", mode: 0o700)
    look(at: paths.stateFolder, "kept in", mode: 0o700)
    look(at: paths.storeFile, "jobs", mode: 0o600)
    await lookAtStore()
  }

  /// Others may read what is there: that works, and is told with what mends it.
  private mutating func look(at path: String, _ subject: String, mode: Int) {
    let files = FileManager.default
    guard let found = try? files.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    else { return }
    let text = String(found.intValue & 0o777, radix: 8)
    let isOpen = found.intValue & 0o077 != 0
    let cure = isOpen ? ", which others can read: chmod \(String(mode, radix: 8)) '\(path)'" : ""
    add(.files, subject, "\(path), mode \(text)\(cure)", isOpen ? .remark : .fine)
  }

  private mutating func lookAtStore() async {
    guard FileManager.default.fileExists(atPath: paths.storeFile) else {
      return add(.files, "jobs", "\(paths.storeFile) is not there: nothing was watched yet")
    }
    do throws(StoreFailure) {
      let store = try await JobStore.open(at: paths.storeFile)
      for notice in store.notices { add(.files, "jobs", notice.description, .remark) }
      let counts = (try? await store.runCounts()) ?? [:]
      for (server, count) in counts.sorted(by: { $0.key < $1.key }) {
        add(.files, "jobs of \(server)", count == 1 ? "1 run" : "\(count) runs")
      }
      await store.close()
    } catch {
      add(.files, "jobs", error.description, .wrong(.configuration))
    }
  }

  mutating func lookAtProfiles() {
    let library = ProfileLibrary(folder: URL(filePath: paths.profilesFolder))
    let names = library.names
    add(.profiles, "profiles", "\(names.count), see jobtop profiles")
    for path in paths.profileFiles {
      let name = URL(filePath: path).lastPathComponent
      do {
        _ = try library.profile(String(name.dropLast(".profile.yaml".count)))
        add(.profiles, name, "of your own, no mistakes")
      } catch let mistakes as ProfileMistakes {
        add(.profiles, name, mistakes.description, .wrong(.configuration))
      } catch {
        add(.profiles, name, "\(error)", .wrong(.configuration))
      }
    }
    let themes = ThemeLibrary(folder: paths.themesFolder)
    for name in themes.names {
      do {
        _ = try themes.theme(named: name, onLight: false)
      } catch {
        add(.profiles, "\(name).theme.yaml", "\(error)", .wrong(.configuration))
      }
    }
  }
}
