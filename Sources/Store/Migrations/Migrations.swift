extension Migration {
  /// Every subject hands over its own steps; they run in the order of their names.
  static let all: [Migration] =
    Accounts.migrations
    + ApiTokens.migrations
    + Attachments.migrations
    + Batches.migrations
    + Drafts.migrations
    + Files.migrations
    + Forms.migrations
    + IndicatorUses.migrations
    + Ledger.migrations
    + PartOwners.migrations
    + Payments.migrations
    + ProjectScores.migrations
    + Projects.migrations
    + ReviewNotes.migrations
    + Publications.migrations
    + RuleSettings.migrations
    + Sessions.migrations
    + SignedPapers.migrations
    + Stages.migrations
    + Units.migrations
    + ValueChecks.migrations
    + Waivers.migrations
    + Years.migrations
}
