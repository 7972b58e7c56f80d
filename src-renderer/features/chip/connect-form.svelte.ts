import type { ChannelChoice, Diversification, KeySource } from '../../../src-main/contract/chip'
import type { KeyRecord, KeyUsage } from '../../../src-main/contract/vault'
import { aidWrong, hexIn } from './hex-fields'

/** In a select: instead of one key, three. */
export const THREE = 'three'
const FACTORY_KEY = 'test:kmc'
const C_MAC = '1'

export type ProtocolWish = 'card' | Exclude<ChannelChoice['protocol'], undefined>
export const protocols = ['card', 'SCP01', 'SCP02', 'SCP03'] as const satisfies readonly ProtocolWish[]
export const diversifications = ['none', 'visa', 'visa2', 'emv', 'kdf3'] as const
/** P1 of EXTERNAL AUTHENTICATE, in decimal. */
export const levels = ['0', '1', '3', '17', '19', '51'] as const
export type LevelWish = (typeof levels)[number]

/** Which keys, as chosen in a form. */
export class KeyChoice {
  /** A key's id, `three`, or empty. */
  key = $state('')
  enc = $state('')
  mac = $state('')
  dek = $state('')

  constructor(key = '') {
    this.key = key
  }

  get source(): KeySource | undefined {
    const { key, enc, mac, dek } = this
    if (key !== THREE) return key === '' ? undefined : { kind: 'one', key }
    return enc === '' || mac === '' || dek === '' ? undefined : { kind: 'three', enc, mac, dek }
  }

  adopt(source: KeySource): void {
    if (source.kind === 'one') this.key = source.key
    else Object.assign(this, { key: THREE, enc: source.enc, mac: source.mac, dek: source.dek })
  }
}

/** How a person wants to come to a security domain. Its fields outlast the card. */
export class ConnectForm {
  readonly keys: KeyChoice
  keyVersion = $state('')
  diversification = $state<Diversification>('none')
  protocol = $state<ProtocolWish>('card')
  level = $state<LevelWish>(C_MAC)
  domain = $state('')

  /** The factory's published key opens virtual cards; no key is guessed on a real one. */
  constructor(isVirtual: boolean) {
    this.keys = new KeyChoice(isVirtual ? FACTORY_KEY : '')
  }

  get versionWrong(): boolean {
    return this.keyVersion.trim() !== '' && numberIn(this.keyVersion, 0, 255) === undefined
  }

  get domainWrong(): boolean {
    const aid = hexIn(this.domain)
    return aid !== '' && aidWrong(aid)
  }

  /** Undefined as long as something is missing or wrong. */
  get choice(): ChannelChoice | undefined {
    const keys = this.keys.source
    if (keys === undefined || this.versionWrong || this.domainWrong) return undefined
    const keyVersion = numberIn(this.keyVersion, 0, 255)
    const domain = hexIn(this.domain)
    return {
      ...{ keys, diversification: this.diversification, level: Number(this.level) },
      ...(domain !== '' && { domain }),
      ...(keyVersion !== undefined && { keyVersion }),
      ...(this.protocol !== 'card' && { protocol: this.protocol })
    }
  }

  /** Shows the way that was taken. */
  adopt({ keys, keyVersion, diversification, domain = '' }: ChannelChoice): void {
    this.keys.adopt(keys)
    this.diversification = diversification
    this.domain = domain
    this.keyVersion = keyVersion === undefined ? '' : String(keyVersion)
  }
}

/** Undefined where it is no whole number in this range. */
export function numberIn(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,3}$/.test(text.trim())) return undefined
  const value = Number(text)
  return value >= least && value <= most ? value : undefined
}

/** The keys that may be chosen for this purpose: in use, and not retired. */
export function keysFor(keys: readonly KeyRecord[], usage: KeyUsage): readonly KeyRecord[] {
  return keys.filter((key) => key.usage === usage && key.retiredAt === undefined)
}
