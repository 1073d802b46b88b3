/// Every address of the program. A new subject adds its line.
enum AppRoutes {
  static let all: [AppRoute] = [
    AccountRoutes.all,
    AssetRoutes.all,
    BenchRoutes.all,
    FormDownloadRoutes.all,
    FormListRoutes.all,
    FormRoutes.all,
    HealthRoutes.all,
    ImportRoutes.all,
    LedgerRoutes.all,
    PeopleImportRoutes.all,
    PeopleRoutes.all,
    ReferenceRoutes.all,
    RevisionRoutes.all,
    RightsRoutes.all,
    SecurityRoutes.all,
    SignInRoutes.all,
    StageRoutes.all,
    StepRoutes.all,
    UnitRoutes.all,
    YearAdminRoutes.all,
    YearRoutes.all,
  ].flatMap { $0 }
}
