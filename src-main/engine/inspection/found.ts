import type { LocalText } from '../../texts/local-text'
import type { DolEntry } from '../tlv/dol'
import { DataObjects } from './data-objects'

/** Something that the card said, kept whole. */
export interface FoundPart {
  readonly exchange: number
  readonly title: LocalText
  readonly data: Uint8Array
  readonly sfi?: number
  readonly record?: number
  /** A log record: not data objects but values one after another, in the order of `logFormat` where it is known. */
  readonly isLog?: true
  readonly logFormat?: readonly DolEntry[]
  /** Tag of a GET DATA whose answer is the bare value. */
  readonly bareTag?: number
}

export interface FoundLog {
  readonly kind: 'transaction' | 'load'
  readonly sfi: number
  readonly capacity: number
  /** Format by DOL, where the card gave one that can be read. */
  readonly format?: readonly DolEntry[]
  readonly records: FoundPart[]
}

export type FoundBy = 'ppse' | 'pse' | 'probe'

/** An application as it is being read: filled step by step, so that an interruption leaves what was learned. */
export interface FoundApplication {
  /** Upper-case hex. */
  aid: string
  readonly foundBy: Set<FoundBy>
  /** The directory entry's own data objects (label, priority), used where the FCI lacks them. */
  readonly directory: DataObjects
  readonly data: DataObjects
  readonly parts: FoundPart[]
  readonly logs: FoundLog[]
  blocked: boolean
  aip?: Uint8Array
}

export function foundApplication(aid: string, directory = new DataObjects()): FoundApplication {
  return {
    aid,
    foundBy: new Set(),
    directory,
    data: new DataObjects(),
    parts: [],
    logs: [],
    blocked: false
  }
}

/** A payment system directory (PPSE or PSE) that answered. */
export interface FoundDirectory {
  readonly kind: 'ppse' | 'pse'
  readonly parts: FoundPart[]
}

export interface FoundSecurityDomain {
  readonly aid: string
  readonly data: DataObjects
  readonly parts: FoundPart[]
}

/** Everything learned so far. */
export interface FoundCard {
  uid?: Uint8Array
  ats?: Uint8Array
  readonly directories: FoundDirectory[]
  readonly applications: FoundApplication[]
  securityDomain?: FoundSecurityDomain
}
