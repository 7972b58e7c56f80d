// Every protocol, level and kind of command: what one side protects the other understands, and nothing else.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandApdu, type CommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../src-main/engine/apdu/response-apdu'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import {
  acceptAuthentication,
  externalAuthenticate,
  handshake
} from '../../../src-main/engine/secure-channel/handshake'
import {
  protectAnswer,
  protectCommand,
  roomForData,
  unprotectAnswer,
  unprotectCommand
} from '../../../src-main/engine/secure-channel/protection'
import { LEVELS } from '../../../src-main/engine/secure-channel/schemes'
import {
  LEVEL,
  type Challenges,
  type Scp,
  type Session
} from '../../../src-main/engine/secure-channel/session'

const bytes = (length: number, from = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (from + i) & 0xff)

interface Form {
  readonly scp: Scp
  readonly challenges: Challenges
  readonly keyLength?: number
}

const FORMS: readonly Form[] = [
  ...[0x05, 0x15].map((i) => ({
    scp: { name: 'SCP01' as const, i },
    challenges: { host: bytes(8), card: bytes(8, 9) }
  })),
  ...[0x04, 0x05, 0x14, 0x15, 0x17, 0x35, 0x55, 0x75].map((i) => ({
    scp: { name: 'SCP02' as const, i },
    challenges: { host: bytes(8), card: bytes(6, 9), sequence: bytes(2, 0) }
  })),
  ...[0x00, 0x10, 0x20, 0x30, 0x60, 0x70].map((i) => ({
    scp: { name: 'SCP03' as const, i },
    challenges: { host: bytes(8), card: bytes(8, 9) }
  })),
  { scp: { name: 'SCP03', i: 0x71 }, challenges: { host: bytes(16), card: bytes(16, 9) }, keyLength: 32 },
  { scp: { name: 'SCP03', i: 0x70 }, challenges: { host: bytes(8), card: bytes(8, 9) }, keyLength: 24 }
]

const ROWS = FORMS.flatMap((form) =>
  LEVELS[form.scp.name].map((level): [string, Form, number] => [
    `${form.scp.name} i=${form.scp.i.toString(16)} ${String(form.keyLength ?? 16)} level ${level.toString(16)}`,
    form,
    level
  ])
)

function open({ scp, challenges, keyLength = 16 }: Form, level: number): { host: Session; card: Session } {
  const key = (from: number): ReturnType<typeof secretKey> =>
    secretKey(scp.name === 'SCP03' ? 'aes' : '3des', bytes(keyLength, from))
  const made = run(handshake(scp, { enc: key(0x40), mac: key(0x60), dek: key(0x80) }, challenges))
  const { value, session: host } = run(externalAuthenticate(made, level))
  const card = run(acceptAuthentication(made, value))
  if (card === undefined) throw new Error('the card refused')
  return { host, card }
}

const CASES: readonly CommandApdu[] = [
  commandApdu({ cla: 0x80, ins: 0xf2, p1: 0x20, p2: 0x02 }),
  commandApdu({ cla: 0x80, ins: 0xca, p1: 0x00, p2: 0x66, ne: 256 }),
  commandApdu({ cla: 0x80, ins: 0xe4, p1: 0x00, p2: 0x00, data: bytes(7) }),
  commandApdu({ cla: 0x80, ins: 0xe2, p1: 0x80, p2: 0x00, data: bytes(16), ne: 256 }),
  commandApdu({ cla: 0x83, ins: 0xe2, p1: 0x80, p2: 0x01, data: bytes(8) })
]

const ANSWERS: readonly ResponseApdu[] = [
  { data: new Uint8Array(), sw: 0x9000 },
  { data: bytes(16), sw: 0x9000 },
  { data: bytes(5), sw: 0x6310 },
  { data: new Uint8Array(), sw: 0x6a88 }
]

describe.each(ROWS)('%s', (_name, form, level) => {
  test('commands of all four cases, on each channel, and their answers', () => {
    let { host, card } = open(form, level)
    for (const command of CASES) {
      for (const answer of ANSWERS) {
        const sent = run(protectCommand(host, command))
        const heard = run(unprotectCommand(card, sent.value))
        if (heard.kind !== 'ok') throw new Error(heard.kind)
        expect(heard.value).toEqual(command)
        const answered = run(protectAnswer(heard.session, answer))
        const read = run(unprotectAnswer(sent.session, answered.value))
        if (read.kind !== 'ok') throw new Error(read.kind)
        expect(read.value).toEqual(answer)
        host = read.session
        card = answered.session
      }
    }
  })

  test('the longest command has room, one byte more has not', () => {
    const { host } = open(form, level)
    const most = roomForData(host)
    const command = (length: number): CommandApdu => commandApdu({ ...CASES[0]!, data: bytes(length) })
    expect(run(protectCommand(host, command(most))).value.data.length).toBeLessThanOrEqual(255)
    if (most < 255) expect(() => run(protectCommand(host, command(most + 1)))).toThrow('carries')
  })
})

const withLevel = (bit: number): typeof ROWS => ROWS.filter(([, , level]) => (level & bit) !== 0)

describe.each(withLevel(LEVEL.cMac))('%s', (_name, form, level) => {
  test('no changed, repeated or dropped command is taken', () => {
    const { host, card } = open(form, level)
    const command = commandApdu({ cla: 0x80, ins: 0xe2, p1: 0x80, p2: 0x00, data: bytes(20) })
    const sent = run(protectCommand(host, command))
    fc.assert(
      fc.property(fc.nat({ max: sent.value.data.length * 8 - 1 }), (bit) => {
        const data = sent.value.data.slice()
        data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(run(unprotectCommand(card, { ...sent.value, data })).kind).not.toBe('ok')
      }),
      { numRuns: 60 }
    )
    for (const field of ['ins', 'p1', 'p2'] as const) {
      const changed = { ...sent.value, [field]: sent.value[field] ^ 1 }
      expect(run(unprotectCommand(card, changed)).kind).toBe('mac-wrong')
    }
    const heard = run(unprotectCommand(card, sent.value))
    if (heard.kind !== 'ok') throw new Error(heard.kind)
    expect(run(unprotectCommand(heard.session, sent.value)).kind).not.toBe('ok')
    const second = run(protectCommand(sent.session, command))
    expect(run(unprotectCommand(card, second.value)).kind).not.toBe('ok')
  })
})

describe.each(withLevel(LEVEL.rMac))('%s', (_name, form, level) => {
  test('no changed answer is believed', () => {
    const { host, card } = open(form, level)
    const sent = run(protectCommand(host, CASES[1]!))
    const heard = run(unprotectCommand(card, sent.value))
    if (heard.kind !== 'ok') throw new Error(heard.kind)
    const { value } = run(protectAnswer(heard.session, { data: bytes(20), sw: 0x9000 }))
    for (let bit = 0; bit < value.data.length * 8; bit += 7) {
      const data = value.data.slice()
      data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(run(unprotectAnswer(sent.session, { ...value, data })).kind).not.toBe('ok')
    }
    expect(run(unprotectAnswer(sent.session, { ...value, sw: 0x6283 })).kind).not.toBe('ok')
  })
})
