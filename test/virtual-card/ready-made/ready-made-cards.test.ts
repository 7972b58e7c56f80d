import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decodeDol } from '../../../src-main/engine/tlv/dol'
import { decodeTlv, findTag, type TlvNode } from '../../../src-main/engine/tlv/tlv'
import {
  READY_MADE_CARDS,
  isReadyMadeCard,
  readyMadeCard
} from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { playHistory } from '../../../src-main/virtual-card/ready-made/history'
import { AID, cardUnderTest, contactOptions, contactlessOptions, selectCommand } from '../card-under-test'

const gbk = new TextDecoder('gbk')

interface Expected {
  readonly aid: string
  readonly pan: string
  readonly name: string
  readonly preferredName: string
  readonly balance: number
  readonly loads: number
}

const CARDS = {
  ecash: {
    aid: AID.ecash,
    pan: '6228480000000000026',
    name: '王五测试',
    preferredName: '测试电子现金',
    balance: 36_50,
    loads: 1
  },
  'debit-ecash': {
    aid: AID.debit,
    pan: '6228480000000000018',
    name: '张三测试',
    preferredName: '测试借记卡',
    balance: 88_00,
    loads: 2
  },
  'credit-ecash': {
    aid: AID.credit,
    pan: '6228480000000015',
    name: '李四测试',
    preferredName: '测试贷记卡',
    balance: 156_80,
    loads: 1
  }
} as const satisfies Record<string, Expected>
const KINDS = ['ecash', 'debit-ecash', 'credit-ecash'] as const

function body(answer: string): Uint8Array {
  expect(answer).toMatch(/9000$/)
  return hex(answer.slice(0, -4))
}

function value(nodes: readonly TlvNode[], tag: number): string {
  const node = findTag(nodes, tag)
  return node === undefined ? '' : toHex(node.value)
}

/** All records that the AFL names, in its order. */
function readAfl(send: (command: string) => string, options: string): { nodes: TlvNode[]; lastTag: number } {
  const answer = decodeTlv(body(send(options))).nodes
  const afl = answer[0]?.tag === 0x80 ? answer[0].value.subarray(2) : hex(value(answer, 0x94))
  const nodes: TlvNode[] = []
  let lastTag = 0
  for (let at = 0; at < afl.length; at += 4) {
    const [sfi = 0, first = 0, last = 0, signed = 0] = afl.subarray(at, at + 4)
    expect(signed, 'the first record of file 2 alone takes part in data authentication').toBe(
      sfi >> 3 === 2 && first === 1 ? 1 : 0
    )
    for (let record = first; record <= last; record += 1) {
      const read = send(`00B2${toHex(Uint8Array.of(record, sfi | 4))}00`)
      const decoded = decodeTlv(body(read))
      expect(decoded.problems).toEqual([])
      expect(decoded.nodes.map(({ tag }) => tag)).toEqual([0x70])
      const inside = decoded.nodes[0]?.children ?? []
      nodes.push(...inside)
      lastTag = inside.at(-1)?.tag ?? 0
    }
  }
  return { nodes, lastTag }
}

function luhn(pan: string): boolean {
  const sum = [...pan].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * 2
    return total + (index % 2 === 0 ? Number(digit) : doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

describe.each(KINDS)('%s', (kind) => {
  const expected: Expected = CARDS[kind]
  const fresh = (cardInterface: 'contact' | 'contactless' = 'contact') => {
    const test = cardUnderTest(kind, cardInterface)
    const fci = decodeTlv(body(test.send(selectCommand(expected.aid))))
    return { ...test, fci: fci.nodes, problems: fci.problems }
  }

  it('has a name in GBK, languages, a PDOL and log entries in its FCI', () => {
    const { fci, problems } = fresh()
    expect(problems).toEqual([])
    expect(gbk.decode(hex(value(fci, 0x9f12)))).toBe(expected.preferredName)
    expect(value(fci, 0x9f11)).toBe('01')
    expect(value(fci, 0x5f2d)).toBe('7A68656E')
    expect(value(fci, 0x9f38)).toBe('9F7A019F02065F2A02')
    expect(value(fci, 0x9f4d)).toBe('0B0A')
    expect(value(fci, 0xdf4d)).toBe('0C0A')
  })

  it('carries a valid test number, the same in PAN and track 2, and matching dates', () => {
    const { send } = fresh()
    const { nodes } = readAfl(send, contactOptions('00'))
    expect(value(nodes, 0x5a).replace(/F$/, '')).toBe(expected.pan)
    expect(luhn(expected.pan)).toBe(true)
    const track2 = value(nodes, 0x57)
    expect(track2.startsWith(`${expected.pan}D${value(nodes, 0x5f24).slice(0, 4)}220`)).toBe(true)
    expect(value(nodes, 0x5f25) < value(nodes, 0x5f24)).toBe(true)
  })

  it('names its Chinese holder in GBK', () => {
    const { nodes } = readAfl(fresh().send, contactOptions('00'))
    expect(gbk.decode(hex(value(nodes, 0x5f20)))).toBe(expected.name)
    const full = hex(value(nodes, 0x9f0b))
    expect(gbk.decode(full).startsWith(expected.name)).toBe(true)
    expect(gbk.decode(full)).toContain('TEST CARD ONLY')
    expect(full.length).toBeGreaterThanOrEqual(27)
    expect(full.length).toBeLessThanOrEqual(45)
  })

  it('carries what a terminal needs, and what its AIP promises for data authentication', () => {
    const { nodes } = readAfl(fresh().send, contactOptions('00'))
    for (const tag of [
      0x8c, 0x8d, 0x8e, 0x9f07, 0x9f08, 0x9f0d, 0x9f0e, 0x9f0f, 0x5f28, 0x5f30, 0x5f34, 0x9f63
    ]) {
      expect(value(nodes, tag), tag.toString(16)).not.toBe('')
    }
    for (const tag of [0x8f, 0x90, 0x92, 0x93, 0x9f32, 0x9f46, 0x9f47, 0x9f48, 0x9f49]) {
      expect(value(nodes, tag), tag.toString(16)).not.toBe('')
    }
    expect(value(nodes, 0x9f4a)).toBe('82')
    for (const tag of [0x8c, 0x8d]) expect(decodeDol(hex(value(nodes, tag))).brokenAt).toBeUndefined()
    // The journal keeps it beside the truncated number: it must not tell the rest.
    expect(new TextDecoder().decode(hex(value(nodes, 0x9f63)))).toBe('CWTEST PRODUCT 1')
  })

  it('has the e-cash authorisation code in the last record of the e-cash path, and there only', () => {
    const ecash = readAfl(fresh().send, contactOptions('01', 1))
    expect(value(ecash.nodes, 0x9f74)).toBe('454343303031')
    expect(ecash.lastTag).toBe(0x9f74)
    expect(value(readAfl(fresh().send, contactOptions('00')).nodes, 0x9f74)).toBe('')
  })

  it('keeps the identity document off the air', () => {
    const { nodes } = readAfl(fresh('contactless').send, contactlessOptions('40000000'))
    expect(value(nodes, 0x5a)).not.toBe('')
    for (const tag of [0x9f0b, 0x9f61, 0x9f62, 0x9f74]) expect(value(nodes, tag)).toBe('')
  })

  it('has balances that its logs explain', () => {
    const { send } = fresh()
    const amount = (tag: string): number => Number(send(`80CA${tag}00`).slice(6, 18))
    expect(amount('9F79')).toBe(expected.balance)
    expect(amount('9F77')).toBe(1000_00)
    expect(amount('9F78')).toBeLessThanOrEqual(1000_00)
    let balance = 0
    let atc = 0
    let loads = 0
    for (let record = 10; record >= 1; record -= 1) {
      const log = send(`00B2${toHex(Uint8Array.of(record))}5C00`)
      if (log === '6A83') continue
      expect(log).toHaveLength(90 + 4)
      expect(log.slice(0, 2)).toBe('26')
      expect(gbk.decode(hex(log.slice(44, 84)))).toMatch(/^测试.+\0+$/)
      const isLoad = log.slice(84, 86) === '60'
      balance += Number(log.slice(12, 24)) * (isLoad ? 1 : -1)
      loads += isLoad ? 1 : 0
      expect(Number.parseInt(log.slice(86, 90), 16)).toBe(++atc)
    }
    expect(balance).toBe(expected.balance)
    expect(send('80CA9F3600')).toBe(`9F3602${toHex(Uint8Array.of(0, atc))}9000`)
    expect(loads).toBe(expected.loads)
    for (let record = 1; record <= loads; record += 1) {
      const log = send(`00B2${toHex(Uint8Array.of(record))}6400`)
      expect(log.startsWith('9F79')).toBe(true)
      expect(Number(log.slice(16, 28))).toBeGreaterThan(Number(log.slice(4, 16)))
    }
  })
})

describe('readyMadeCard', () => {
  it('gives each card a chip of its own, and the same card each time', () => {
    const uids = READY_MADE_CARDS.map((kind) => toHex(cardUnderTest(kind).card.uid))
    expect(new Set(uids).size).toBe(READY_MADE_CARDS.length)
    for (const kind of READY_MADE_CARDS) expect(readyMadeCard(kind)).toEqual(readyMadeCard(kind))
  })

  it('has nothing but a security domain on the blank card', () => {
    const { send } = cardUnderTest('blank')
    expect(send(selectCommand('A000000333'))).toBe('6A82')
    expect(send(selectCommand('315041592E5359532E4444463031'))).toBe('6A82')
    expect(send('00A4040000')).toMatch(/9000$/)
  })

  it('knows its names', () => {
    expect(isReadyMadeCard('ecash')).toBe(true)
    expect(isReadyMadeCard('gold')).toBe(false)
  })
})

it('does not let a history spend what was not loaded', () => {
  const event = { kind: 'purchase', date: '260101', time: '120000', amount: 1, merchant: '' } as const
  expect(() => playHistory([event])).toThrow('balance')
})
