extension Stages {
  static let migrations = [
    Migration(
      "2026-11-21-1 stage: create stages, steps and counts",
      [
        """
        CREATE TABLE stage (
          region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, flow TEXT NOT NULL, state TEXT NOT NULL,
          unit TEXT NOT NULL, path TEXT NOT NULL, project TEXT, form TEXT, part TEXT NOT NULL, title TEXT NOT NULL,
          authors TEXT NOT NULL, assessors TEXT NOT NULL, assignees TEXT NOT NULL, number BIGINT NOT NULL,
          content TEXT NOT NULL, due_on TEXT, since TEXT NOT NULL, is_final BIGINT NOT NULL, search TEXT NOT NULL,
          updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
          PRIMARY KEY (region, year, id), FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX stage_by_id ON stage (id)",
        "CREATE INDEX stage_by_form ON stage (form)",
        "CREATE INDEX stage_by_project ON stage (region, project, flow, year)",
        "CREATE INDEX stage_by_state ON stage (region, year, flow, state, due_on, id)",
        "CREATE INDEX stage_by_path ON stage (region, year, path, flow, state)",
        "CREATE INDEX stage_by_due ON stage (region, year, is_final, due_on)",
        """
        CREATE TABLE stage_step (
          region TEXT NOT NULL, year BIGINT NOT NULL, stage TEXT NOT NULL, number BIGINT NOT NULL, event TEXT NOT NULL,
          from_state TEXT NOT NULL, to_state TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, opinion TEXT,
          at TEXT NOT NULL, payload TEXT NOT NULL, digest TEXT NOT NULL, ledger_sequence BIGINT NOT NULL,
          PRIMARY KEY (region, year, stage, number),
          FOREIGN KEY (region, year, stage) REFERENCES stage (region, year, id) )
        """,
        "CREATE UNIQUE INDEX stage_step_by_entry ON stage_step (region, ledger_sequence)",
        // Rolled up for every branch of the tree of units, so that a work bench reads one branch and counts nothing.
        """
        CREATE TABLE stage_count (
          region TEXT NOT NULL, year BIGINT NOT NULL, path TEXT NOT NULL, flow TEXT NOT NULL, state TEXT NOT NULL,
          stages BIGINT NOT NULL, PRIMARY KEY (region, year, path, flow, state) )
        """,
        """
        CREATE TABLE notice (
          region TEXT NOT NULL, role TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, path TEXT NOT NULL,
          year BIGINT NOT NULL, stage TEXT NOT NULL, flow TEXT NOT NULL, event TEXT NOT NULL, state TEXT NOT NULL,
          title TEXT NOT NULL, actor TEXT NOT NULL, opinion TEXT, PRIMARY KEY (region, role, id) )
        """,
        "CREATE INDEX notice_by_path ON notice (region, role, path, id)",
        """
        CREATE TABLE notice_mark (
          account TEXT NOT NULL PRIMARY KEY REFERENCES account (id), read_to TEXT NOT NULL )
        """,
      ],
      sqlite: [
        """
        CREATE TRIGGER stage_step_update BEFORE UPDATE ON stage_step
        BEGIN SELECT RAISE(ABORT, 'stage-step-never-changes'); END
        """,
        """
        CREATE TRIGGER stage_step_delete BEFORE DELETE ON stage_step
        BEGIN SELECT RAISE(ABORT, 'stage-step-never-changes'); END
        """,
      ],
      postgres: [
        """
        CREATE TRIGGER stage_step_change BEFORE UPDATE OR DELETE ON stage_step
        FOR EACH ROW EXECUTE FUNCTION never_changes()
        """,
        """
        CREATE TRIGGER stage_step_truncate BEFORE TRUNCATE ON stage_step
        FOR EACH STATEMENT EXECUTE FUNCTION never_changes()
        """,
      ]),
    Migration(
      "2026-11-27-175 stage: roll up departments and figures",
      [
        // Boards tell stages of whole departments apart without reading the stages.
        "ALTER TABLE stage_count ADD COLUMN departments BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE stage_count SET departments = (
          SELECT count(*) FROM stage s WHERE s.region = stage_count.region AND s.year = stage_count.year
            AND s.path >= stage_count.path AND s.path < substr(stage_count.path, 1, length(stage_count.path) - 1) || '0'
            AND s.flow = stage_count.flow AND s.state = stage_count.state AND s.project IS NULL )
        """,
        "ALTER TABLE stage ADD COLUMN figure_millionths BIGINT",
        """
        CREATE TABLE stage_figure (
          region TEXT NOT NULL, year BIGINT NOT NULL, path TEXT NOT NULL, flow TEXT NOT NULL, part TEXT NOT NULL,
          stages BIGINT NOT NULL, millionths BIGINT NOT NULL, PRIMARY KEY (region, year, path, flow, part) )
        """,
      ],
      sqlite: [
        """
        UPDATE stage SET figure_millionths = CAST(round(json_extract(content, '$.goals') * 1000000) AS INT)
        WHERE flow = 'monitoring' AND json_extract(content, '$.goals') IS NOT NULL
        """,
        Stages.fillFigures,
      ],
      postgres: [
        """
        UPDATE stage SET figure_millionths = CAST(round(CAST(CAST(content AS json)->>'goals' AS numeric) * 1000000) AS BIGINT)
        WHERE flow = 'monitoring' AND CAST(content AS json)->>'goals' IS NOT NULL
        """,
        Stages.fillFigures,
      ]),
    Migration(
      "2026-11-27-200 stage: walk states by unit and parts by month",
      [
        // A list of a state in the order of its units sorts nothing, however many there are.
        "CREATE INDEX stage_by_place ON stage (region, year, flow, state, path, title, id)",
        // Whether a checkpoint was opened at all is asked for every month, also those that were not.
        "CREATE INDEX stage_by_part ON stage (region, year, flow, part) WHERE part <> ''",
      ]),
  ]

  private static let fillFigures: StaticString = """
    INSERT INTO stage_figure (region, year, path, flow, part, stages, millionths)
    SELECT u.region, s.year, u.path, s.flow, s.part, count(*), CAST(sum(s.figure_millionths) AS BIGINT) FROM unit u
    JOIN stage s ON s.region = u.region AND s.path >= u.path AND s.path < substr(u.path, 1, length(u.path) - 1) || '0'
    WHERE s.figure_millionths IS NOT NULL GROUP BY u.region, s.year, u.path, s.flow, s.part
    """
}
