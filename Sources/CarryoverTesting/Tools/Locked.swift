internal import Synchronization

/// A value behind a mutex. Callbacks and continuations stay outside.
///
/// In a build with `CARRYOVER_TSAN` it tells the thread sanitizer of each acquire and release, which it cannot see by itself on
/// Linux; real races are still found.
package final class Locked<Value>: Sendable {
  private let mutex: Mutex<Value>

  package init(_ value: sending Value) {
    mutex = Mutex(value)
  }

  @inline(__always)
  package func with<Result: Sendable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try mutex.withLock { (value) throws(Failure) -> Result in
      #if CARRYOVER_TSAN
        let address = Unmanaged.passUnretained(self).toOpaque()
        tsanAcquire(address)
        defer { tsanRelease(address) }
      #endif
      return try body(&value)
    }
  }
}

#if CARRYOVER_TSAN
  @_silgen_name("__tsan_acquire")
  private func tsanAcquire(_ address: UnsafeMutableRawPointer)

  @_silgen_name("__tsan_release")
  private func tsanRelease(_ address: UnsafeMutableRawPointer)
#endif
