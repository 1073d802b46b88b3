/// What any office file is read into: headings, paragraphs and tables in page order, each knowing where it stood.
///
/// Readers of all formats produce it, and writers print it; nothing behind it knows about formats.
public struct Document: Sendable {
  public var blocks: [Block]
  /// How the file was understood, for people: `docx`, `txt（GBK）`.
  public var format: String

  public init(blocks: [Block] = [], format: String) {
    self.blocks = blocks
    self.format = format
  }

  public enum Block: Sendable {
    /// `level` counts from 1.
    case heading(level: Int, Paragraph)
    case paragraph(Paragraph)
    case table(Table)
  }

  public struct Paragraph: Sendable, Hashable {
    public var text: String
    public var place: Place
    public init(_ text: String, at place: Place) {
      self.text = text
      self.place = place
    }
  }

  public struct Table: Sendable, Hashable {
    /// Whether the columns of cells are known.
    public enum Grid: Sendable, Hashable {
      /// Every cell carries its true column and spans; merged cells appear once, at their top left.
      case exact
      /// Flattened text: cells of a row are in order, but merged cells may be missing, blank or shifted.
      case ragged
    }
    public var rows: [[Cell]]
    public var grid: Grid
    public var place: Place
    /// The cell this table stands in; nil for a table of the page itself. A table inside a cell follows the table it
    /// stands in as a block of its own, and its text is part of the cell's text as well.
    public var inside: Place?
    /// Rows at the top that name the columns, printed again on each page; 0 when not known.
    public var headRows: Int
    public init(rows: [[Cell]], grid: Grid, at place: Place, inside: Place? = nil, headRows: Int = 0) {
      self.headRows = headRows
      self.rows = rows
      self.grid = grid
      self.place = place
      self.inside = inside
    }
  }

  public struct Cell: Sendable, Hashable {
    /// Text as printed, paragraphs separated by a line feed.
    public var text: String
    /// First column, from 0. In a ragged grid the index in its row.
    public var column: Int
    public var columnSpan: Int
    public var rowSpan: Int
    public var place: Place
    public init(_ text: String, column: Int, columnSpan: Int = 1, rowSpan: Int = 1, at place: Place) {
      self.text = text
      self.column = column
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
      self.place = place
    }
  }

  /// Where in the file something stood, in the way its format counts.
  public struct Place: Sendable, Hashable {
    public var page: Int?
    /// Name of the sheet of a workbook.
    public var sheet: String?
    /// Line of a text file, or running number of a printed paragraph, from 1.
    public var line: Int?
    /// Running number of a table, from 1, tables inside tables counted as they begin.
    public var table: Int?
    /// Row and column in the grid of the table, from 1; in a workbook those of the sheet.
    public var row: Int?
    public var column: Int?
    public init(
      page: Int? = nil, sheet: String? = nil, line: Int? = nil, table: Int? = nil, row: Int? = nil, column: Int? = nil
    ) {
      self.page = page
      self.sheet = sheet
      self.line = line
      self.table = table
      self.row = row
      self.column = column
    }

    /// The cell of a sheet as people name it: `绩效目标!B3`; nil outside of workbooks.
    public var address: String? {
      guard let sheet, let row, let column, row > 0, column > 0 else { return nil }
      return "\(sheet)!\(CellAddress(row: row - 1, column: column - 1).name)"
    }
  }
}
