import Lifecycle
import Store

/// Why a request is not answered with what it asked for. One page words all of them.
enum Refusal: Error, Sendable {
  /// There is no such page, form or batch, or none that this person may know of.
  case notFound
  /// The address exists for other methods only.
  case methodNotAllowed([Method])
  /// Nobody is signed in.
  case signInNeeded
  /// Somebody else made the password: the person makes his own first.
  case passwordDue
  /// Nobody has granted the account a role that is in force.
  case roleless
  /// Two sentences: why not, and who can help.
  case forbidden(why: String, whoCanHelp: String)
  /// The person may, but not now or not so: what is missing, and what to do.
  case notTaken(why: String, whoCanHelp: String)
  /// The form did not come from a page of ours, or from one that is too old.
  case forged
  /// What was sent makes no sense; only programs send such things.
  case malformed(String)
  /// What a program sent cannot be taken; a sentence that says where.
  case unreadable(String)
  /// A change came without the revision that it rests on.
  case revisionNeeded
  case tooLarge(bytesMax: Int)
  case unsupportedType
  /// Somebody else was faster.
  case conflict(String)
  case tooMany(seconds: Int)
  /// Too much to do just now.
  case busy
  /// The disk is full or not ours.
  case noSpace
  case failed(StoreError)
  /// Our own mistake; the reason is for the log only.
  case broken(reason: String)

  var status: Status {
    switch self {
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .signInNeeded: .signInNeeded
    case .passwordDue, .roleless, .forbidden, .notTaken, .forged: .forbidden
    case .malformed, .unreadable: .badRequest
    case .revisionNeeded: .preconditionNeeded
    case .tooLarge: .tooLarge
    case .unsupportedType: .unsupportedType
    case .conflict: .conflict
    case .tooMany: .tooManyRequests
    case .busy, .noSpace: .unavailable
    case .failed(.conflict), .failed(.locked): .conflict
    case .failed(.missing): .notFound
    case .failed(let error): error.isPassing ? .unavailable : .failed
    case .broken: .failed
    }
  }

  /// Why not, and who can help, where a rule of the house says no; a page with a place for it shows it beside the form.
  var said: String? {
    switch self {
    case .forbidden(let why, let whoCanHelp), .notTaken(let why, let whoCanHelp): why + whoCanHelp
    default: nil
    }
  }

  /// For the log: what the page does not say.
  var logReason: String? {
    switch self {
    case .failed(.missing): nil
    case .failed(let error): "store: \(error)"
    case .broken(let reason): reason
    case .noSpace: "no room for uploads"
    case .notFound, .methodNotAllowed, .signInNeeded, .passwordDue, .roleless, .forbidden, .notTaken, .forged,
      .malformed,
      .unreadable, .revisionNeeded,
      .tooLarge,
      .unsupportedType,
      .conflict, .tooMany, .busy:
      nil
    }
  }
}

extension Refusal {
  /// The store's no in the terms of a page: who may not, who was slower, and everything else.
  init(_ error: StoreError) {
    switch error {
    case .refusedStep(let refusal) where refusal.cause == .person:
      self = .forbidden(why: refusal.why, whoCanHelp: refusal.whoCanHelp)
    case .refusedStep(let refusal): self = .notTaken(why: refusal.why, whoCanHelp: refusal.whoCanHelp)
    case .stale: self = .conflict(error.description)
    case .unreachable, .refused, .busy, .conflict, .locked, .missing, .wrongType, .newerProgram, .badStatement:
      self = .failed(error)
    }
  }
}

extension StoreError {
  /// Whether waiting may help.
  var isPassing: Bool {
    switch self {
    case .unreachable, .busy: true
    case .refused, .conflict, .locked, .stale, .refusedStep, .missing, .wrongType, .newerProgram, .badStatement: false
    }
  }
}
