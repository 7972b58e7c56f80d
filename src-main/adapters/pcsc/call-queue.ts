/** Runs asynchronous calls one after the other, in the order in which they were asked for. */
export class CallQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs `call` when all earlier ones are settled. Rejects as `call` does; later calls run all the same. */
  run<T>(call: () => Promise<T>): Promise<T> {
    const result = this.#last.then(call)
    this.#last = result.catch(() => undefined)
    return result
  }
}
