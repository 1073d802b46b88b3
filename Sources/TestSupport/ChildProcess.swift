import Foundation
import Synchronization

/// A program that a test started and will end.
public final class ChildProcess: Sendable {
  private let process: Mutex<Process>
  private let output: Mutex<Data>

  /// - Parameter environment: added to the one in hand.
  public init(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    let child = Process()
    child.executableURL = URL(filePath: path)
    child.arguments = arguments
    child.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    child.standardOutput = pipe
    child.standardError = pipe
    output = Mutex(Data())
    process = Mutex(child)
    try child.run()
    let reader = Thread { [self] in
      while case let part = pipe.fileHandleForReading.availableData, !part.isEmpty {
        output.withLock { $0.append(part) }
      }
    }
    reader.start()
  }

  /// What it printed so far, both streams together.
  public var printed: String { String(decoding: output.withLock { $0 }, as: UTF8.self) }
  public var isRunning: Bool { process.withLock { $0.isRunning } }
  public var identifier: Int32 { process.withLock { $0.processIdentifier } }

  /// Asks it to stop, and makes it stop when it does not within five seconds.
  /// - Returns: its exit status.
  @discardableResult
  public func end() -> Int32 {
    let child = process.withLock { $0 }
    if child.isRunning { child.terminate() }
    let end = Date(timeIntervalSinceNow: 5)
    while child.isRunning && Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    if child.isRunning { kill(child.processIdentifier, SIGKILL) }
    child.waitUntilExit()
    return child.terminationStatus
  }

  /// Waits for its own end.
  public func wait(seconds: Double) -> Int32? {
    let end = Date(timeIntervalSinceNow: seconds)
    while isRunning && Date() < end { Thread.sleep(forTimeInterval: 0.01) }
    return isRunning ? nil : process.withLock { $0.terminationStatus }
  }
}
