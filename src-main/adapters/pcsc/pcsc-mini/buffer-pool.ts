// The binding never lets go of a buffer it once wrote into: buffers are used again for as long as the process lives.
// The size is that of the longest answer: 65536 bytes and a status word, rounded up as pcsc-lite's own limit is.
const answerBytes = 65548
const free: ArrayBuffer[] = []

/** A buffer for the answers of one connection, all calls of which are made one after the other. */
export function takeBuffer(): ArrayBuffer {
  return free.pop() ?? new ArrayBuffer(answerBytes)
}

/** Gives a buffer back, once no call that may still write into it is under way. */
export function giveBack(buffer: ArrayBuffer): void {
  free.push(buffer)
}
