import type { HostAnswer } from '../../workflow/host'
import type { Entry } from '../entry/entry'
import type { FlowContext } from './flow-context'

export interface PayOptions {
  /** Minor units. */
  readonly amount: number
  readonly mode: 'flash' | 'contact'
  /** Demand an online authorisation. */
  readonly online: boolean
  /** False where the issuer cannot be asked from here. */
  readonly connected: boolean
}

/** A payment on its way: what its hooks need and note. */
export interface PayCourse {
  readonly context: FlowContext
  readonly options: PayOptions
  readonly entry: Entry
  answer?: HostAnswer
}
