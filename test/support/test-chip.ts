import { bcdBytes } from '../../src-main/engine/bytes/bcd'
import { concat, uintBytes } from '../../src-main/engine/bytes/bytes'
import { hex } from '../../src-main/engine/bytes/hex'
import {
  applicationCryptogram,
  cryptogramInput,
  issuerDataMac,
  type SecretKeySet
} from '../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../src-main/engine/cryptogram/profiles/all-profiles'
import type { ProfileId } from '../../src-main/engine/cryptogram/profiles/profile'
import type { ChipData } from '../../src-main/engine/workflow/host'
import { IssuerKeys } from '../../src-main/services/issuer/issuer-keys'

/** What a chip says when it makes a cryptogram. */
export interface ChipSaying {
  readonly atc: number
  /** Minor units; also the e-cash balance that it proves. */
  readonly amount?: number
  readonly balance?: number | undefined
  readonly kind?: 'ARQC' | 'TC' | 'AAC' | 'ARQC then TC'
  readonly profile?: Extract<ProfileId, `pboc-${string}`>
  readonly currency?: string
  /** The card gave its e-cash authorisation code (9F74). */
  readonly ecash?: boolean
  /** Data objects to add or, with undefined, to leave out; after the cryptogram was made. */
  readonly tampered?: ReadonlyMap<number, Uint8Array | undefined>
}

const CVR = { ARQC: 0xa0, TC: 0x90, AAC: 0x80, 'ARQC then TC': 0x60 } as const

const issuer = new IssuerKeys()

/** The half of a card that issuers know: makes cryptograms with the keys of the TEST issuer. */
export class TestChip {
  private readonly keys: Readonly<Record<'3des' | 'sm4', SecretKeySet>>

  constructor(
    readonly pan: string,
    readonly psn: string,
    readonly expiry: string
  ) {
    const number = { pan, psn }
    this.keys = { '3des': issuer.ofCard('3des', number), sm4: issuer.ofCard('sm4', number) }
  }

  says({ atc, amount = 0, kind = 'ARQC', profile: id = 'pboc-01', ...more }: ChipSaying): ChipData {
    const profile = cryptogramProfile(id)
    const keys = this.keys[profile.algorithm]
    const counter = uintBytes(atc, 2)
    const chip = new Map<number, Uint8Array>([
      [0x5a, hex(this.pan.length % 2 === 0 ? this.pan : `${this.pan}F`)],
      [0x5f34, hex(this.psn)],
      [0x5f24, hex(this.expiry)],
      [0x82, hex('7C00')],
      [0x95, hex('0000000000')],
      [0x9a, hex('260601')],
      [0x9c, hex('00')],
      [0x5f2a, hex(more.currency ?? '0156')],
      [0x9f02, bcdBytes(amount, 6)],
      [0x9f03, bcdBytes(0, 6)],
      [0x9f1a, hex('0156')],
      [0x9f37, hex('01020304')],
      [0x9f36, counter],
      [0x9f10, issuerData(keys, counter, CVR[kind], profile.cvn, profile.algorithm, more.balance)]
    ])
    const input = cryptogramInput(profile, (tag) => chip.get(tag))
    if (input.kind !== 'ok') throw new Error('the test chip leaves something out')
    const transaction = { atc: counter, unpredictableNumber: hex('01020304') }
    chip.set(0x9f26, applicationCryptogram(profile, keys.ac, input.block, transaction))
    if (more.ecash === true) chip.set(0x9f74, hex('454343303031'))
    for (const [tag, value] of more.tampered ?? []) {
      if (value === undefined) chip.delete(tag)
      else chip.set(tag, value)
    }
    return chip
  }
}

function issuerData(
  keys: SecretKeySet,
  atc: Uint8Array,
  cvr: number,
  cvn: number,
  algorithm: '3des' | 'sm4',
  balance: number | undefined
): Uint8Array {
  const head = concat(hex('0701'), Uint8Array.of(cvn, 0x03, cvr, 0, 0, algorithm === 'sm4' ? 4 : 1))
  if (balance === undefined) return head
  const data = bcdBytes(balance, 5)
  return concat(head, hex('0A01'), data, issuerDataMac(keys.mac, { atc, data: concat(data, hex('00')) }))
}

/** The ready-made cards as chips. */
export const testChips = {
  debit: () => new TestChip('6228480000000000018', '01', '351231'),
  credit: () => new TestChip('6228480000000015', '01', '311130'),
  ecash: () => new TestChip('6228480000000000026', '01', '301231')
} as const
