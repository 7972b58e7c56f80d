import type { AppErrorData } from '../../../src-main/contract/common'
import { errorOf } from '../../ipc/client'

/** Work that may be refused; the refusal stays beside the form that it belongs to. */
export class Attempt {
  error = $state.raw<AppErrorData>()

  /** Resolves to what the work gives; to nothing where an error is shown. */
  async run<Result>(work: () => Promise<Result>): Promise<{ readonly value: Result } | undefined> {
    this.error = undefined
    try {
      return { value: await work() }
    } catch (thrown) {
      this.error = errorOf(thrown)
      return undefined
    }
  }

  clear(): void {
    this.error = undefined
  }
}
