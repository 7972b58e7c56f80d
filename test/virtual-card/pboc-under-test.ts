import { expect } from 'vitest'
import { concat, uintBytes } from '../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { arpc, pinChangeData, scriptMac, type SecretKeySet } from '../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../src-main/engine/cryptogram/profiles/all-profiles'
import { decodeTlv, findTag } from '../../src-main/engine/tlv/tlv'
import { cardKeys } from '../../src-main/virtual-card/applications/pboc/card-keys'
import type { CardInterface } from '../../src-main/virtual-card/card-log'
import type { MemoryArea } from '../../src-main/virtual-card/memory/memory-area'
import { instanceArea } from '../../src-main/virtual-card/os/card-content'
import { readyMadeCard, type ReadyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { AID, powered, selectCommand, type CardUnderTest } from './card-under-test'

/** Data objects of the terminal in hex, by tag in hex. */
export type Told = Readonly<Record<string, string>>

const CDOL1 = '9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 9F21 9F4E'
const PDOL = { contact: '9F7A 9F02 5F2A', contactless: '9F66 9F02 9F03 9F1A 95 5F2A 9A 9C 9F37' } as const

const TERMINAL: Told = {
  '9F7A': '00',
  '9F66': '26000000',
  '9F02': '000000001250',
  '9F03': '000000000000',
  '9F1A': '0156',
  '95': '0000000000',
  '5F2A': '0156',
  '9A': '260520',
  '9C': '00',
  '9F37': '11223344',
  '9F21': '101112',
  '9F4E': 'B2E2CAD4C9CCBBA7000000000000000000000000',
  '8A': '3030'
}

/** The answer of GENERATE AC, or of flash pay, taken apart; hex. */
export interface Cryptogram {
  readonly cid: string
  readonly atc: string
  readonly ac: string
  readonly iad: string
  /** Bytes 2 to 4. */
  readonly cvr: string
  readonly answer: string
}

/** A PBOC application on a ready-made card, selected, with the terminal's and the issuer's side of a transaction. */
export interface PbocUnderTest extends CardUnderTest {
  readonly cells: MemoryArea
  readonly aid: string
  balance(): number
  select(): string
  options(told?: Told): string
  first(asked: '00' | '10' | '40' | '80' | '50' | '90', told?: Told): string
  second(asked: '00' | '40' | '50', told?: Told): string
  authenticate(arqc: Cryptogram, arc?: string): string
  script(header: string, data: string, first: Cryptogram): string
}

export interface Choice {
  readonly kind?: Exclude<ReadyMadeCard, `blank${string}`>
  readonly side?: CardInterface
  /** Changes the application's cells before the card is powered. */
  readonly change?: (cells: MemoryArea) => void
}

const AIDS = { ecash: AID.ecash, 'debit-ecash': AID.debit, 'credit-ecash': AID.credit } as const

export function pbocUnderTest({
  kind = 'debit-ecash',
  side = 'contact',
  change
}: Choice = {}): PbocUnderTest {
  const card = VirtualCard.fromImage(readyMadeCard(kind, ['T=1']))
  change?.(instanceArea(card.memory, hex(AIDS[kind])))
  return pbocOn(card, { kind, side })
}

/** The same on a card that there is already, powered anew. */
export function pbocOn(
  card: VirtualCard,
  { kind = 'debit-ecash', side = 'contact' }: Choice = {}
): PbocUnderTest {
  const aid = AIDS[kind]
  const test = powered(card, side)
  const cells = instanceArea(card.memory, hex(aid))
  const { send } = test
  const select = (): string => send(selectCommand(aid))
  select()
  const generate = (p1: string, tags: string, told: Told): string =>
    send(withData(`80AE${p1}00`, values(tags, told)))
  return {
    ...test,
    cells,
    aid,
    select,
    balance: () => Number(toHex(cells.need('object/9F79'))),
    options: (told = {}) => {
      const data = values(PDOL[side], told)
      return send(withData('80A80000', concat(Uint8Array.of(0x83, data.length), data)))
    },
    first: (asked, told = {}) => generate(asked, CDOL1, told),
    second: (asked, told = {}) => generate(asked, `8A ${CDOL1}`, told),
    authenticate: (arqc, arc = '3030') => send(externalAuthenticate(keysOf(cells), arqc, arc)),
    script: (header, data, first) => send(scriptCommand(keysOf(cells), { header, data }, first))
  }
}

export function object(tag: string, value: string): (cells: MemoryArea) => void {
  return (cells) => cells.write(`object/${tag}`, hex(value))
}

export function cell(name: string, value: string): (cells: MemoryArea) => void {
  return (cells) => cells.write(name, hex(value))
}

export function all(...changes: readonly ((cells: MemoryArea) => void)[]): (cells: MemoryArea) => void {
  return (cells) => changes.forEach((change) => change(cells))
}

/** Values of the tags one after the other; what is not told has a usual value. */
export function values(tags: string, told: Told = {}): Uint8Array {
  return hex(
    tags
      .split(' ')
      .map((tag) => told[tag] ?? TERMINAL[tag] ?? '')
      .join('')
  )
}

export function cryptogramIn(answer: string): Cryptogram {
  expect(answer).toMatch(/^(80|77).*9000$/)
  const { nodes } = decodeTlv(hex(answer.slice(0, -4)))
  const format1 = toHex(nodes[0]?.tag === 0x80 ? nodes[0].value : new Uint8Array(0))
  const told = (tag: number): string => toHex(findTag(nodes, tag)?.value ?? new Uint8Array(0))
  const [cid, atc, ac, iad] =
    format1 === ''
      ? [told(0x9f27), told(0x9f36), told(0x9f26), told(0x9f10)]
      : [format1.slice(0, 2), format1.slice(2, 6), format1.slice(6, 22), format1.slice(22)]
  return { cid, atc, ac, iad, cvr: iad.slice(8, 14), answer }
}

export function keysOf(cells: MemoryArea): SecretKeySet {
  const keys = cardKeys(cells)
  if (keys === undefined) throw new Error('the card has no keys')
  return keys
}

export function externalAuthenticate(keys: SecretKeySet, { ac, atc }: Cryptogram, arc: string): string {
  const made = arpc(cryptogramProfile('pboc-01'), keys.ac, { ac: hex(ac), arc: hex(arc) }, { atc: hex(atc) })
  return `008200000A${toHex(made)}${arc}`
}

/** A command with its MAC; `header` is CLA INS P1 P2. */
export function scriptCommand(
  keys: SecretKeySet,
  { header, data }: { readonly header: string; readonly data: string },
  { ac, atc }: Pick<Cryptogram, 'ac' | 'atc'>
): string {
  const mac = scriptMac(
    cryptogramProfile('pboc-01'),
    keys.mac,
    { header: hex(header), data: hex(data) },
    { atc: hex(atc), ac: hex(ac) }
  )
  return toHex(concat(hex(header), uintBytes(data.length / 2 + 4, 1), hex(data), mac))
}

/** What PIN CHANGE carries in front of its MAC. */
export function newPin(keys: SecretKeySet, atc: string, pin: string, currentPin?: string): string {
  return toHex(
    pinChangeData(
      cryptogramProfile('pboc-01'),
      keys,
      { pin, ...(currentPin !== undefined && { currentPin }) },
      { atc: hex(atc) }
    )
  )
}

/** Amount in minor units as n12. */
export function n12(amount: number): string {
  return String(amount).padStart(12, '0')
}

function withData(header: string, data: Uint8Array): string {
  return toHex(concat(hex(header), uintBytes(data.length, 1), data, Uint8Array.of(0)))
}
