extension Forms {
  static let migrations = [
    Migration(
      "2026-11-20-6 form: create forms and revisions",
      [
        // The normalised row of the current revision: what lists show, filter and sort by.
        """
        CREATE TABLE form (
          region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT, name TEXT NOT NULL,
          code TEXT NOT NULL, department TEXT NOT NULL, unit TEXT NOT NULL, unit_name TEXT, template TEXT,
          state TEXT NOT NULL, revision BIGINT NOT NULL, score_millionths BIGINT, printed_score_millionths BIGINT,
          total_fen BIGINT, current_fen BIGINT, prior_fen BIGINT, actual_fen BIGINT, indicators BIGINT NOT NULL,
          errors BIGINT NOT NULL, warnings BIGINT NOT NULL, hints BIGINT NOT NULL, search TEXT NOT NULL,
          file TEXT REFERENCES file (digest), created_at TEXT NOT NULL, created_by TEXT NOT NULL,
          updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
          PRIMARY KEY (region, year, id), FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX form_by_id ON form (id)",
        "CREATE INDEX form_by_update ON form (region, year, updated_at, id)",
        "CREATE INDEX form_by_code ON form (region, year, kind, code)",
        "CREATE INDEX form_by_name ON form (region, year, kind, name)",
        "CREATE INDEX form_by_unit ON form (region, year, unit, updated_at)",
        "CREATE INDEX form_by_department ON form (region, year, department)",
        "CREATE INDEX form_by_errors ON form (region, year, errors, id)",
        """
        CREATE TABLE revision (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, number BIGINT NOT NULL, author TEXT NOT NULL,
          at TEXT NOT NULL, note TEXT NOT NULL, digest TEXT NOT NULL, ledger_sequence BIGINT NOT NULL, json TEXT NOT NULL,
          PRIMARY KEY (region, year, form, number),
          FOREIGN KEY (region, year, form) REFERENCES form (region, year, id) )
        """,
        "CREATE UNIQUE INDEX revision_by_entry ON revision (region, ledger_sequence)",
        """
        CREATE TABLE review (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, revision BIGINT NOT NULL, findings TEXT NOT NULL,
          scoring TEXT, reviewed_at TEXT NOT NULL, PRIMARY KEY (region, year, form),
          FOREIGN KEY (region, year, form) REFERENCES form (region, year, id) )
        """,
        """
        CREATE TABLE indicator (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, position BIGINT NOT NULL, id TEXT NOT NULL,
          goal TEXT NOT NULL, level1 TEXT, level2 TEXT, name TEXT, target TEXT, actual TEXT, weight_millionths BIGINT,
          score_millionths BIGINT, PRIMARY KEY (region, year, form, position),
          FOREIGN KEY (region, year, form) REFERENCES form (region, year, id) )
        """,
        "CREATE INDEX indicator_by_name ON indicator (region, year, name)",
        // Rolled up with every save, so that no page counts forms one by one.
        """
        CREATE TABLE form_count (
          region TEXT NOT NULL, year BIGINT NOT NULL, kind TEXT NOT NULL, department TEXT NOT NULL, unit TEXT NOT NULL,
          state TEXT NOT NULL, forms BIGINT NOT NULL, with_errors BIGINT NOT NULL, errors BIGINT NOT NULL,
          warnings BIGINT NOT NULL, hints BIGINT NOT NULL, current_fen BIGINT NOT NULL,
          PRIMARY KEY (region, year, kind, department, unit, state) )
        """,
      ],
      sqlite: [
        """
        CREATE TRIGGER revision_update BEFORE UPDATE ON revision
        BEGIN SELECT RAISE(ABORT, 'revision-never-changes'); END
        """,
        """
        CREATE TRIGGER revision_delete BEFORE DELETE ON revision
        BEGIN SELECT RAISE(ABORT, 'revision-never-changes'); END
        """,
      ],
      postgres: [
        """
        CREATE TRIGGER revision_change BEFORE UPDATE OR DELETE ON revision
        FOR EACH ROW EXECUTE FUNCTION never_changes()
        """,
        """
        CREATE TRIGGER revision_truncate BEFORE TRUNCATE ON revision
        FOR EACH STATEMENT EXECUTE FUNCTION never_changes()
        """,
      ]),
    Migration(
      "2026-11-27-1 form: tell the version in force",
      [
        "ALTER TABLE form ADD COLUMN in_force BIGINT NOT NULL DEFAULT 1 CHECK (in_force IN (0, 1))",
        // Requests to adjust that are not approved, and the goals that approved ones replaced.
        """
        UPDATE form SET in_force = 0 WHERE id IN (
          SELECT form FROM stage WHERE form IS NOT NULL
            AND (flow = 'goal-adjustment' AND state <> 'approved' OR flow = 'goal-form' AND state = 'amended'))
        """,
        """
        UPDATE form_count SET current_fen = (
          SELECT CAST(coalesce(sum(f.current_fen * f.in_force), 0) AS BIGINT) FROM form f
          WHERE f.region = form_count.region AND f.year = form_count.year AND f.kind = form_count.kind
            AND f.department = form_count.department AND f.unit = form_count.unit AND f.state = form_count.state)
        """,
      ]),
    Migration(
      "2026-11-27-178 form: order by findings",
      [
        "CREATE INDEX form_by_findings ON form (region, year, errors, warnings, id)", "DROP INDEX form_by_errors",
      ]),
    Migration(
      "2026-11-28-240 form: keep no rows that nobody reads",
      [
        // A revision holds its indicators, and those of approved goals are in the library.
        "DROP TABLE indicator"
      ]),
  ]
}
