import Lifecycle
import Store
import Work

/// What handlers use. One for the whole program; every part may be used by every thread.
final class Services: Sendable {
  let database: Database
  let files: FileStore
  let processor: any DocumentProcessor
  let rulebook: Rulebook
  let sessions: SessionCache
  let signIn: SignIn
  let tokens: TokenDoor
  let importer: Importer
  /// What happens by itself when a term runs out.
  let terms: TermWork
  let regions: Regions
  /// What the stages of the year lay down for filling in.
  let editing: any EditingRules
  let rows = RowCache()
  let years = YearCache()
  let waiting = WaitingCache()
  let proofs = LedgerProofs()
  let localRules = LocalRuleMemory()
  let assets: Assets
  let pages: PageCache
  let sources = SourceCache()
  let log: RequestLog
  /// Accounts that the sign-in page names; empty outside the demonstration.
  let demonstration: [(account: String, password: String, role: String)]

  init(
    _ configuration: WebConfiguration, _ processor: any DocumentProcessor,
    editing: (any EditingRules)? = nil
  ) throws(StoreError) {
    database = configuration.database
    self.processor = processor
    self.editing = editing ?? StageEditing(rulebook: processor.rulebook)
    rulebook = processor.rulebook
    files = try FileStore(folder: configuration.dataFolder + "/files")
    sessions = SessionCache(database, configuration.sessions)
    signIn = SignIn(database, sessions, SignInLimit(), configuration.passwordCost)
    tokens = TokenDoor(database, SignInLimit())
    regions = Regions(database)
    assets = Assets.standard()
    pages = PageCache(bytesMax: 24 * 1_024 * 1_024)
    log = RequestLog(configuration.log, database.surroundings)
    importer = Importer(database, files, processor, pages, log)
    terms = TermWork(database, processor.rulebook, log)
    demonstration =
      configuration.demonstration.flatMap { demonstration in
        demonstration.password.map { password in
          demonstration.logIns.map { ($0.login, password, "\($0.role.officialName)，\($0.unitName)") }
        }
      } ?? []
  }
}
