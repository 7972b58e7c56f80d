import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import type { Decipher } from '../../os/card-application'
import { status, SW } from '../../os/status-words'
import { DataGroupingReader } from './data-groupings'

/** What an application does with its data. */
export interface Personalization {
  /**
   * Stores the value of one data grouping, deciphered where it came enciphered. Returns the status word: 9000, or 6A80 where
   * the application knows no such grouping or its value is none.
   */
  store(grouping: { readonly id: number; readonly value: Uint8Array; readonly wasSecret: boolean }): number
  /** After the last: 9000 where all that must be there is, else 6985. May write what follows from the rest. */
  finish(): number
  /** Forgets what it remembers of this run. */
  begin(): void
}

/** P1 of STORE DATA (EMV CPS 1.1, 3.3; GlobalPlatform Card 2.3.1, table 11-89). */
const P1 = { last: 0x80, encryption: 0x60, format: 0x18 } as const
const ALL_SECRET = 0x60
const SOME_SECRET = 0x20
const NO_FORMAT = 0x00
const DGI_FORMAT = 0x08
const BLOCKS = 0x100
/** Keys and PIN: never taken in clear, and the ones meant where P1 says that the application knows which are secret. */
const SECRETS = { from: 0x8000, to: 0x8fff } as const

/** One run of STORE DATA commands, from block 0 on. */
export class PersonalizationRun {
  #reader = new DataGroupingReader()
  #block = 0
  #encryption = 0

  constructor(private readonly personalization: Personalization) {}

  restart(): void {
    this.#reader = new DataGroupingReader()
    this.#block = 0
    this.personalization.begin()
  }

  /**
   * One command. 6A86: its block is not the next one, or P1 says what is not known; any other error ends the run, and the
   * next begins with block 0.
   */
  storeData({ p1, p2, data }: CommandApdu, decipher: Decipher): ResponseApdu {
    const encryption = p1 & P1.encryption
    const format = p1 & P1.format
    const known = encryption !== 0x40 && (format === NO_FORMAT || format === DGI_FORMAT)
    if (!known || p2 !== this.#block) return status(SW.wrongParameters)
    const sw = this.#take(data, encryption, decipher, (p1 & P1.last) !== 0)
    if (sw === SW.ok) this.#block = (this.#block + 1) % BLOCKS
    else this.restart()
    return status(sw)
  }

  #take(data: Uint8Array, encryption: number, decipher: Decipher, isLast: boolean): number {
    // A grouping that spans commands is enciphered as a whole or not at all.
    if (this.#reader.isWaiting && encryption !== this.#encryption) return SW.wrongData
    this.#encryption = encryption
    for (const { id, value } of this.#reader.add(data)) {
      const wasSecret = encryption === ALL_SECRET || (encryption === SOME_SECRET && isSecret(id))
      const plain = wasSecret ? decipher(value) : value
      if (plain === undefined || (isSecret(id) && !wasSecret)) return SW.wrongData
      const sw = this.personalization.store({ id, value: plain, wasSecret })
      if (sw !== SW.ok) return sw
    }
    if (!isLast) return SW.ok
    return this.#reader.isWaiting ? SW.wrongData : this.personalization.finish()
  }
}

function isSecret(id: number): boolean {
  return id >= SECRETS.from && id <= SECRETS.to
}
