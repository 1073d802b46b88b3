extension Projects {
  static let migrations = [
    Migration(
      "2026-11-21-2 project: create library",
      [
        """
        CREATE TABLE project (
          region TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
          category TEXT NOT NULL, state TEXT NOT NULL, first_year BIGINT NOT NULL, last_year BIGINT, total_fen BIGINT,
          basis TEXT NOT NULL, created_at TEXT NOT NULL, created_by TEXT NOT NULL,
          PRIMARY KEY (region, id), FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE UNIQUE INDEX project_by_code ON project (region, code)",
        """
        CREATE TABLE project_year (
          region TEXT NOT NULL, year BIGINT NOT NULL, project TEXT NOT NULL, unit TEXT NOT NULL, path TEXT NOT NULL,
          category TEXT NOT NULL, search TEXT NOT NULL, name TEXT NOT NULL, prior_fen BIGINT, asked_fen BIGINT,
          control_fen BIGINT, approved_fen BIGINT, adjusted_fen BIGINT, paid_fen BIGINT, light TEXT,
          self_score_millionths BIGINT, re_score_millionths BIGINT, is_suspended BIGINT NOT NULL,
          PRIMARY KEY (region, year, project), FOREIGN KEY (region, project) REFERENCES project (region, id) )
        """,
        "CREATE INDEX project_year_by_path ON project_year (region, year, path, name)",
        "CREATE INDEX project_year_by_name ON project_year (region, year, name)",
        "CREATE INDEX project_year_by_light ON project_year (region, year, light, project)",
        // Rolled up for every branch, so that a board of a district reads one row a department.
        """
        CREATE TABLE project_sum (
          region TEXT NOT NULL, year BIGINT NOT NULL, path TEXT NOT NULL, projects BIGINT NOT NULL,
          prior_fen BIGINT NOT NULL, asked_fen BIGINT NOT NULL, control_fen BIGINT NOT NULL, approved_fen BIGINT NOT NULL,
          budget_fen BIGINT NOT NULL, paid_fen BIGINT NOT NULL, green BIGINT NOT NULL, yellow BIGINT NOT NULL,
          red BIGINT NOT NULL, blue BIGINT NOT NULL, scored BIGINT NOT NULL, score_millionths BIGINT NOT NULL,
          suspended BIGINT NOT NULL, PRIMARY KEY (region, year, path) )
        """,
      ])
  ]
}
