import { hex, toHex } from '../../engine/bytes/hex'
import { hmacSha256 } from '../../engine/crypto/hmac'
import { Secret } from '../../engine/crypto/secret'
import type { Database, Stores } from '../storage/database-port'
import { sealed, unsealed } from './sealed-number'

const KEY_NAME = 'installation-key'
const KEY_LENGTH = 32
const REFERENCE_LENGTH = 16
const IV_LENGTH = 16

/**
 * Names for cards that tell nothing about their numbers: HMAC-SHA-256 under a key that this installation made for
 * itself on first use. Numbers themselves are kept enciphered, for the one purpose of sending an accepted purchase to
 * the issuer, and nowhere else.
 */
export class CardReferences {
  private key: Secret | undefined
  private loading: Promise<Secret> | undefined
  /** Full numbers that were met since the start, by reference; in memory only. */
  private readonly met = new Map<string, string>()

  /** `random` gives that many unpredictable bytes. */
  constructor(
    private readonly database: Database,
    private readonly random: (length: number) => Uint8Array
  ) {}

  /** To be awaited once before `reference`. Makes the key where there is none. */
  async ready(): Promise<void> {
    if (this.key !== undefined) return
    this.loading ??= this.load()
    try {
      this.key = await this.loading
    } finally {
      this.loading = undefined
    }
  }

  /**
   * The reference of a card: 32 hex digits. `pan`: digits; `psn`: two digits, empty for none, which is 00. A fault
   * before `ready`.
   */
  reference(pan: string, psn: string): string {
    const reference = this.code('card', `${pan}/${psn === '' ? '00' : psn}`).slice(0, REFERENCE_LENGTH * 2)
    this.met.set(reference, pan)
    return reference
  }

  /** The reference of a number whatever its sequence number: 32 hex digits. */
  numberReference(pan: string): string {
    return this.code('number', pan).slice(0, REFERENCE_LENGTH * 2)
  }

  /** A keyed hash (64 hex digits) of a text for one use. */
  code(use: string, content: string): string {
    return toHex(hmacSha256(this.installationKey(), new TextEncoder().encode(`${use}:${content}`)))
  }

  /** Keeps the number that belongs to a reference, where it was met since the start. Part of a transaction. */
  async keep({ installation }: Stores, reference: string): Promise<void> {
    const pan = this.met.get(reference)
    if (pan === undefined) return
    await installation.addCardNumber(reference, sealed(this.installationKey(), this.random(IV_LENGTH), pan))
  }

  /** The full number, for a request to the issuer that leaves at once; undefined where it is not known. */
  async panOf(reference: string): Promise<string | undefined> {
    await this.ready()
    const met = this.met.get(reference)
    if (met !== undefined) return met
    const kept = await this.database.transaction(({ installation }) => installation.cardNumber(reference))
    return kept === undefined ? undefined : unsealed(this.installationKey(), kept)
  }

  /** Whether a text gives away the full number of a card that was met since the start. */
  givesAway(text: string): boolean {
    for (const pan of this.met.values()) if (text.includes(pan)) return true
    return false
  }

  private installationKey(): Secret {
    if (this.key === undefined) throw new Error('CardReferences: ready() comes first')
    return this.key
  }

  private async load(): Promise<Secret> {
    const made = toHex(this.random(KEY_LENGTH))
    const stored = await this.database.transaction(async ({ installation }) => {
      const known = await installation.value(KEY_NAME)
      if (known === undefined) await installation.add(KEY_NAME, made)
      return known ?? made
    })
    return new Secret(hex(stored))
  }
}
