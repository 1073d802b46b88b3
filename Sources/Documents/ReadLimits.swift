/// How much a reader takes on before it says no, so that no file holds the program for long or eats its memory.
///
/// The standard limits keep every input within 10 s and 512 MB on one slow core; real documents stay far below
/// them (the longest budget books have some 50,000 cells).
public struct ReadLimits: Sendable, Hashable {
  /// Bytes of the file itself.
  public var fileBytes = 100 << 20
  /// Bytes of a plain text, before and after it is turned into UTF-8.
  public var textFileBytes = 12 << 20
  /// Bytes of a web page, most of which is markup.
  public var pageBytes = 32 << 20
  /// Bytes all parts of a packed file may have together once unpacked.
  public var unpackedBytes = 256 << 20
  /// Unpacked bytes per packed byte; asked only of parts larger than `ratioFreeBytes`.
  public var ratio = 200
  /// Below this size even a repetitive part is harmless.
  public var ratioFreeBytes = 8 << 20
  /// Parts in a packed file.
  public var entries = 10_000
  /// Elements inside each other.
  public var depth = 256
  /// Elements and attributes of one part together.
  public var nodes = 20_000_000
  /// Columns of a table, spans included. Word stops at 63, spreadsheets at 16,384.
  public var columns = 1_024
  /// Rows of a table.
  public var rows = 100_000
  /// Cells and paragraphs of the document together.
  public var items = 300_000
  /// Bytes of text of the document, as UTF-8.
  public var textBytes = 16 << 20
  /// Stretches between blanks and line ends in a text file, as each may become a cell.
  public var words = 1_000_000
  /// Tables inside tables.
  public var nestedTables = 12

  /// Pages of a PDF file.
  public var pages = 3_000
  /// Objects of a PDF file, of which a page has a few dozen.
  public var pdfObjects = 500_000
  /// Seconds of computing that a program of the system may spend on one file, and bytes of memory it may hold.
  public var programSeconds: UInt = 60
  public var programBytes: UInt = 1 << 30

  public init() {}
  public static let standard = ReadLimits()
}
