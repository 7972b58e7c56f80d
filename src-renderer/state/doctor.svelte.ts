import type { AppErrorData } from '../../src-main/contract/common'
import type { DoctorCheck } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'

/** What the reader doctor found when it last looked. */
export class DoctorState {
  checks = $state.raw<readonly DoctorCheck[]>()
  running = $state(false)
  error = $state.raw<AppErrorData>()
  readonly problems = $derived(this.#count('problem'))
  readonly cautions = $derived(this.#count('caution'))
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async run(): Promise<void> {
    if (this.running) return
    this.running = true
    try {
      this.checks = await this.#client.call('doctor.run')
      this.error = undefined
    } catch (thrown) {
      this.error = errorOf(thrown)
    } finally {
      this.running = false
    }
  }

  #count(level: DoctorCheck['level']): number {
    return (this.checks ?? []).filter((check) => check.level === level).length
  }
}
