import { expect } from 'vitest'
import { padMethod2 } from '../../src-main/engine/crypto/padding'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { readyMadeCard, type ReadyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { AID, type CardUnderTest } from './card-under-test'
import { openOn } from './blank-under-test'
import { dgi, installData, MODULE, PPSE, PSE, type Access, type Host } from './domain-under-test'

/** A data grouping; secret ones are enciphered before they are sent. */
export interface Grouping {
  readonly id: string
  readonly value: string
  readonly secret?: true
}

const CELLS: Readonly<Record<string, string>> = {
  'fci/contact': '9102',
  'fci/contactless': '9103',
  'gpo/contact': '9104',
  'gpo/ecash': '9203',
  'gpo/contactless': '9204',
  'version/contact': '9200'
}
const ICC_KEY = { '8201': 'qInv', '8202': 'dQ', '8203': 'dP', '8204': 'q', '8205': 'p' } as const

/** The cells of an instance on a ready-made card, by their names within it. */
function cellsOf(kind: ReadyMadeCard, aid: string): Map<string, string> {
  const { cells } = readyMadeCard(kind, ['T=1']).memory
  const own = Object.entries(cells).filter(([name]) => name.startsWith(`${aid}/`))
  return new Map(own.map(([name, value]) => [name.slice(aid.length + 1), value]))
}

function records(cells: Map<string, string>): Grouping[] {
  return [...cells].flatMap(([name, value]) => {
    const [, sfi, record] = /^record\/(\d+)\/(\d+)$/.exec(name) ?? []
    if (sfi === undefined || record === undefined) return []
    return [{ id: toHex(Uint8Array.of(Number(sfi), Number(record))), value }]
  })
}

/** What a personalization bureau would send to become the same card as the ready-made one. */
export function groupingsOf(kind: ReadyMadeCard, aid: string): Grouping[] {
  const cells = cellsOf(kind, aid)
  const need = (name: string): string => {
    const value = cells.get(name)
    if (value === undefined) throw new Error(`no cell ${name}`)
    return value
  }
  const objects = [...cells].flatMap(([name, value]) => {
    const [, tag] = /^object\/([0-9A-F]+)$/.exec(name) ?? []
    return tag === undefined || tag === '9F17' ? [] : [{ tag, value }]
  })
  const tlvs = objects.map(({ tag, value }) => tag + (value.length / 2).toString(16).padStart(2, '0') + value)
  const flash = `${need('gpo/flash')}9F100807${need('version/flash')}0300000001`
  const pin = cells.get('pin/reference')
  return [
    ...records(cells),
    { id: '0D01', value: tlvs.slice(0, 5).join('') },
    { id: '0E01', value: tlvs.slice(5).join('') },
    ...Object.entries(CELLS).map(([name, id]) => ({ id, value: need(name) })),
    { id: '9207', value: flash },
    { id: '8000', value: need('key/ac') + need('key/mac') + need('key/enc'), secret: true },
    ...(pin === undefined
      ? []
      : [
          { id: '9010', value: need('object/9F17') + need('pin/limit') },
          { id: '8010', value: pin, secret: true as const }
        ]),
    ...Object.entries(ICC_KEY).map(([id, part]) => ({
      ...{ id, secret: true as const },
      value: toHex(padMethod2(hex(need(`icc-key/${part}`)), 8))
    }))
  ]
}

export function directoryGroupings(kind: ReadyMadeCard, aid: string): Grouping[] {
  const cells = cellsOf(kind, aid)
  return [...records(cells), { id: '9102', value: cells.get('fci') ?? '' }]
}

/** STORE DATA commands as header and data; each grouping in commands of its own, long ones in several. */
export function storeCommands(host: Host, groupings: readonly Grouping[], room = 239): [string, string][] {
  const blocks = groupings.flatMap(({ id, value, secret }) => {
    const bytes = dgi(id, secret ? host.secret(value) : value)
    const parts = bytes.match(new RegExp(`.{1,${room * 2}}`, 'g')) ?? []
    return parts.map((data) => ({ data, p1: secret ? 0x60 : 0x00 }))
  })
  return blocks.map(({ data, p1 }, index) => {
    const last = index === blocks.length - 1 ? 0x80 : 0
    return [`80E2${toHex(Uint8Array.of(p1 | last, index & 0xff))}`, data]
  })
}

export function store(host: Host, groupings: readonly Grouping[], room?: number): void {
  for (const [header, data] of storeCommands(host, groupings, room)) {
    expect(host.send(header, data), `${header} ${data}`).toBe('9000')
  }
}

/** From a blank chip to the ready-made debit card: install, then personalize in sessions of their own. */
export function makeDebitCard(card: CardUnderTest, access: Access = {}): void {
  const domain = openOn(card, undefined, access)
  const instances = [
    [MODULE.pboc, AID.debit, groupingsOf('debit-ecash', AID.debit)],
    [MODULE.pse, PSE, directoryGroupings('debit-ecash', PSE)],
    [MODULE.ppse, PPSE, directoryGroupings('debit-ecash', PPSE)]
  ] as const
  for (const [module, aid] of instances) {
    expect(domain.send('80E60C00', installData(module, aid))).toBe('009000')
  }
  for (const [, aid, groupings] of instances) store(openOn(card, aid, access), groupings)
}
