import type { DriverId, ReaderSnapshot } from './reader-driver'
import type { ReaderProfile } from './reader-profile'

export type ReaderKind = 'pcsc' | 'virtual' | 'replay'
export type ReaderId = `${ReaderKind}:${string}`

/** One reader of the one list. */
export interface ReaderInfo extends ReaderSnapshot {
  readonly id: ReaderId
  readonly driver: DriverId
  readonly profile: ReaderProfile
  /** Whether the card, or where there is none the slot, is contactless. */
  readonly contactless: boolean
}
