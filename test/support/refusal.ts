import type { AppErrorData } from '../../src-main/contract/common'

/** Thrown by a handler of the mock bridge to answer with an error. */
export class Refusal extends Error {
  readonly error: AppErrorData

  constructor(error: AppErrorData) {
    super(error.message.en)
    this.error = error
  }
}
