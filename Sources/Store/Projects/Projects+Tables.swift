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
      ]),
    Migration(
      "2026-11-27-176 project: roll up budgets by light",
      [
        "ALTER TABLE project_sum ADD COLUMN green_fen BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE project_sum ADD COLUMN yellow_fen BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE project_sum ADD COLUMN red_fen BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE project_sum ADD COLUMN blue_fen BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE project_sum SET green_fen = light.green, yellow_fen = light.yellow, red_fen = light.red,
          blue_fen = light.blue
        FROM (
          SELECT s.region, s.year, s.path,
            CAST(sum(CASE WHEN y.light = 'green' THEN coalesce(y.adjusted_fen, y.approved_fen, 0) ELSE 0 END) AS BIGINT)
              AS green,
            CAST(sum(CASE WHEN y.light = 'yellow' THEN coalesce(y.adjusted_fen, y.approved_fen, 0) ELSE 0 END) AS BIGINT)
              AS yellow,
            CAST(sum(CASE WHEN y.light = 'red' THEN coalesce(y.adjusted_fen, y.approved_fen, 0) ELSE 0 END) AS BIGINT)
              AS red,
            CAST(sum(CASE WHEN y.light = 'blue' THEN coalesce(y.adjusted_fen, y.approved_fen, 0) ELSE 0 END) AS BIGINT)
              AS blue
          FROM project_sum s JOIN project_year y ON y.region = s.region AND y.year = s.year AND y.path >= s.path
            AND y.path < substr(s.path, 1, length(s.path) - 1) || '0'
          GROUP BY s.region, s.year, s.path ) light
        WHERE project_sum.region = light.region AND project_sum.year = light.year AND project_sum.path = light.path
        """,
        // New projects are looked through for evaluations that are missing: few of many.
        "CREATE INDEX project_year_of_new ON project_year (region, year, project) WHERE prior_fen IS NULL",
        """
        CREATE INDEX project_year_by_score
        ON project_year (region, year, (coalesce(re_score_millionths, self_score_millionths)))
        """,
      ],
      // A list of a district by its budgets walks an index and sorts nothing; the engines write the order differently.
      sqlite: [
        """
        CREATE INDEX project_year_by_budget
        ON project_year (region, year, coalesce(adjusted_fen, approved_fen, asked_fen), name, project)
        """,
        """
        CREATE INDEX project_year_by_light_and_budget
        ON project_year (region, year, light, coalesce(adjusted_fen, approved_fen, asked_fen), name, project)
        """,
      ],
      postgres: [
        """
        CREATE INDEX project_year_by_budget ON project_year
          (region, year, (coalesce(adjusted_fen, approved_fen, asked_fen)) DESC NULLS LAST, name DESC, project DESC)
        """,
        """
        CREATE INDEX project_year_by_light_and_budget ON project_year
          (region, year, light, (coalesce(adjusted_fen, approved_fen, asked_fen)) DESC NULLS LAST, name DESC, project DESC)
        """,
      ]),
    Migration(
      "2026-11-27-179 project: tell what is new in a year",
      [
        "ALTER TABLE project_year ADD COLUMN is_new BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE project_year SET is_new = 1 WHERE EXISTS (
          SELECT 1 FROM project p WHERE p.region = project_year.region AND p.id = project_year.project
            AND p.first_year >= project_year.year )
        """,
        "DROP INDEX project_year_of_new",
        "CREATE INDEX project_year_new ON project_year (region, year, project) WHERE prior_fen IS NULL AND is_new = 1",
      ]),
    Migration(
      "2026-11-27-201 project: find the years of one, and new ones by their sum",
      [
        "CREATE INDEX project_year_by_project ON project_year (region, project, year)",
        """
        CREATE INDEX project_year_new_by_sum ON project_year (region, year, asked_fen, project)
        WHERE prior_fen IS NULL AND is_new = 1
        """,
      ]),
  ]
}
