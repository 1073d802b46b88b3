import CLinux
import Glibc

/// A program of the system that does one piece of work and is ended when it takes too much.
enum ChildProgram {
  struct Bounds {
    /// Seconds of computing.
    var cpuSeconds: UInt
    /// Seconds by the clock, for a machine that is busy with other things.
    var seconds: Double
    /// Bytes of memory.
    var memory: UInt
  }

  enum Failure: Error, Equatable {
    /// Not installed, or it could not be started.
    case missing
    /// Ended because it went beyond its bounds.
    case beyond
  }

  /// How a program ended: its status, and what it said about it.
  struct End {
    var status: Int32
    var message: String
  }

  /// Where a program is installed; nil when it is not.
  static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders =
      path.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/local/bin", "/opt/libreoffice/program"]
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program on bytes that it reads from its input, and hands on what it prints while it runs.
  ///
  /// The program belongs to a group of its own, which is ended as a whole. It sees nothing of this program's
  /// environment but the path.
  /// - Parameter arguments: without the name of the program; `/dev/stdin` is a file with `input`.
  static func run(
    _ program: String, _ arguments: [String], input: [UInt8], environment: [String] = [], bounds: Bounds,
    each: (ArraySlice<UInt8>) throws(ReadError) -> Void
  ) throws -> End {
    let source = try Descriptor(memory: input)
    let output = try Pipe()
    let errors = try Pipe()
    let child = try start(program, arguments, environment, source, output.write, errors.write)
    output.write.close()
    errors.write.close()
    var guardian = Guardian(child: child)
    defer { guardian.end() }
    limit(child, bounds)
    var message: [UInt8] = []
    let deadline = now() + bounds.seconds
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    var isOpen = (output: true, errors: true)
    while isOpen.output || isOpen.errors {
      let left = deadline - now()
      guard left > 0 else { throw Failure.beyond }
      var waits = [
        pollfd(fd: isOpen.output ? output.read.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen.errors ? errors.read.number : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, Int32(min(left, 60) * 1000) + 1) >= 0 || errno == EINTR else { throw Failure.missing }
      if waits[0].revents != 0 {
        let count = read(output.read.number, &piece, piece.count)
        if count > 0 { try each(piece[..<count]) } else if count == 0 || errno != EINTR { isOpen.output = false }
      }
      if waits[1].revents != 0 {
        let count = read(errors.read.number, &piece, piece.count)
        if count > 0 {
          if message.count < 8_192 { message += piece[..<min(count, 4_096)] }
        } else if count == 0 || errno != EINTR {
          isOpen.errors = false
        }
      }
    }
    let status = try guardian.wait(until: deadline)
    return End(status: status, message: String(decoding: message, as: UTF8.self))
  }

  private static func start(
    _ program: String, _ arguments: [String], _ environment: [String], _ input: borrowing Descriptor,
    _ output: borrowing Descriptor, _ errors: borrowing Descriptor
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.number, 0)
    posix_spawn_file_actions_adddup2(&actions, output.number, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.number, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    var settings: [UnsafeMutablePointer<CChar>?] =
      (["PATH=\(path)", "LC_ALL=C.UTF-8"] + environment).map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, &attributes, &words, &settings) == 0 else { throw Failure.missing }
    return child
  }

  private static func limit(_ child: pid_t, _ bounds: Bounds) {
    func set(_ what: __rlimit_resource, _ value: UInt) {
      var limit = rlimit(rlim_cur: value, rlim_max: value)
      _ = prlimit(child, Int32(what.rawValue), &limit, nil)
    }
    set(RLIMIT_CPU, bounds.cpuSeconds)
    set(RLIMIT_AS, bounds.memory)
    set(RLIMIT_CORE, 0)
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// A descriptor that closes itself and is not handed to other programs.
  private final class Descriptor {
    private(set) var number: Int32

    init(_ number: Int32) { self.number = number }

    /// A file in memory.
    init(memory bytes: [UInt8]) throws {
      number = memfd_create("document", UInt32(hengji_cloexec_file))
      guard number >= 0 else { throw Failure.missing }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(number, $0.baseAddress! + written, bytes.count - written) }
        guard count > 0 || errno == EINTR else { throw Failure.missing }
        written += max(0, count)
      }
      lseek(number, 0, SEEK_SET)
    }

    func close() {
      if number >= 0 { _ = Glibc.close(number) }
      number = -1
    }

    deinit { close() }
  }

  private struct Pipe {
    let read: Descriptor
    let write: Descriptor

    init() throws {
      var ends: [Int32] = [-1, -1]
      guard pipe2(&ends, Int32(hengji_cloexec_pipe)) == 0 else { throw Failure.missing }
      read = Descriptor(ends[0])
      write = Descriptor(ends[1])
      // A larger pipe lets both programs work at the same time.
      _ = fcntl(ends[0], Int32(hengji_pipe_size), 1 << 20)
    }
  }

  /// Sees to it that a child has ended, whatever happens here.
  private struct Guardian {
    let child: pid_t
    private var hasEnded = false

    init(child: pid_t) { self.child = child }

    /// - Returns: its exit status; 128 and more for a signal.
    mutating func wait(until deadline: Double) throws -> Int32 {
      var status: Int32 = 0
      while true {
        let ended = waitpid(child, &status, WNOHANG)
        if ended == child || (ended < 0 && errno == ECHILD) { break }
        guard now() < deadline else { throw Failure.beyond }
        usleep(1_000)
      }
      hasEnded = true
      kill(-child, SIGKILL)
      let signal = status & 0x7F
      return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    mutating func end() {
      guard !hasEnded else { return }
      kill(-child, SIGKILL)
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
      hasEnded = true
    }
  }
}
