import Glibc

extension Database {
  /// Fills a database that does not exist yet, in one go and not yet safe from a power cut: a SQLite file is made beside
  /// its place and put there when all of it is on the disk. What was begun and not ended is thrown away by the next one.
  ///
  /// A server's database, and a file that is there already, is opened as ever.
  /// - Parameter work: must not keep the database.
  public static func filling<T>(
    _ url: String, surroundings: Surroundings, _ work: (Database) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    guard let place = source(url) as? SQLiteDatabase, place.path != ":memory:", access(place.path, F_OK) != 0 else {
      return try work(try open(url, surroundings: surroundings))
    }
    let beside = place.path + ".unfinished"
    unlink(beside)
    let value = try fill(SQLiteDatabase(path: beside, isFilling: true), surroundings, work)
    guard isOnDisk(beside), rename(beside, place.path) == 0, isOnDisk(folder(of: place.path)) else {
      throw .unreachable(reason: "\(place.path)：\(String(cString: strerror(errno)))")
    }
    return value
  }

  private static func fill<T>(
    _ source: SQLiteDatabase, _ surroundings: Surroundings, _ work: (Database) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    let database = try Database(source, surroundings: surroundings)
    try Migrator(Migration.all).run(in: database)
    let indexes = try database.write { (t) throws(StoreError) in try PutOffIndexes(in: t) }
    let value = try work(database)
    try database.write { (t) throws(StoreError) in try indexes.make(in: t) }
    return value
  }

  private static func isOnDisk(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
