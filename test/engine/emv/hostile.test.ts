// Cards that keep to nothing: whatever they answer, a transaction comes to an end with an outcome, says why, and never
// sends without end.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex } from '../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import { contactTransaction } from '../../../src-main/engine/emv/contact-transaction'
import { flashPayTransaction } from '../../../src-main/engine/emv/flash-pay-transaction'
import type { TransactionResult } from '../../../src-main/engine/emv/transaction-result'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { AnswersChannel, approval, authorise, CardOnChannel, pinReply, purchase, run } from './support'

const OUTCOMES = /^(approved|declined|not-possible|cancelled|try-again|see-phone|use-other)/
const OK = hex('9000')
const RUNS = 100

class Answering implements CardChannel {
  count = 0
  constructor(private readonly answer: (command: Uint8Array, count: number) => Uint8Array) {}
  transceive(command: Uint8Array): Promise<Uint8Array> {
    this.count += 1
    return Promise.resolve(this.answer(command, this.count))
  }
}

function pay(channel: CardChannel, kind: 'contact' | 'flash'): Promise<TransactionResult> {
  const workflow =
    kind === 'contact'
      ? contactTransaction(purchase(1250, { authorise }))
      : flashPayTransaction(purchase(1250, { interface: 'contactless', authorise }))
  const host = (): ReturnType<typeof approval> =>
    approval({
      issuerAuthentication: new Uint8Array(10),
      scripts: [{ template: 0x71, id: hex('00000001'), commands: [hex('04DA'), hex('841E000004A1B2C3D4')] }]
    })
  return run(workflow, channel, { host, replies: [pinReply('1234'), pinReply('1234')] })
}

function expectEnded({ outcome, story }: TransactionResult): void {
  expect(outcome).toMatch(OUTCOMES)
  expect(story.sentence.en).not.toBe('')
  expect(story.sentence.zh).not.toBe('')
  expect(story.decisions.length).toBeGreaterThan(0)
  expect(story.apdus).toBeLessThanOrEqual(400)
}

describe.each(['contact', 'flash'] as const)('%s', { timeout: 30_000 }, (kind) => {
  it('answers of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 2, maxLength: 60 }), { minLength: 1, maxLength: 12 }),
        async (answers) => {
          expectEnded(
            await pay(new Answering((_command, count) => answers[count % answers.length] ?? OK), kind)
          )
        }
      ),
      { numRuns: RUNS }
    )
  })

  it('templates of any objects, always with success', async () => {
    const tags = [
      0x84, 0x50, 0x87, 0x88, 0x9f38, 0x82, 0x94, 0x9f26, 0x9f27, 0x9f36, 0x9f10, 0x57, 0x5a, 0x5f24, 0x8c,
      0x8d, 0x8e, 0x4f, 0x9f4b, 0x9f6c
    ]
    const object = fc
      .tuple(fc.constantFrom(...tags), fc.uint8Array({ maxLength: 20 }))
      .map(([tag, value]) => tlv(tag, value))
    const template = fc
      .tuple(fc.constantFrom(0x6f, 0x70, 0x77, 0x80, 0x61), fc.array(object, { maxLength: 8 }))
      .map(([tag, objects]) => concat(tlv(tag, ...objects), OK))
    await fc.assert(
      fc.asyncProperty(fc.array(template, { minLength: 1, maxLength: 12 }), async (answers) => {
        expectEnded(
          await pay(new Answering((_command, count) => answers[count % answers.length] ?? OK), kind)
        )
      }),
      { numRuns: RUNS }
    )
  })

  it('a real card that lies once: one byte of one answer', async () => {
    const whole = new CardOnChannel('debit-ecash', kind === 'contact' ? 'contact' : 'contactless')
    await pay(whole, kind)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: whole.sent.length }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (at, place, change) => {
          const real = new CardOnChannel('debit-ecash', kind === 'contact' ? 'contact' : 'contactless')
          const channel: CardChannel = {
            transceive: async (command) => {
              const answer = Uint8Array.from(await real.transceive(command))
              const index = place % answer.length
              if (real.sent.length === at) answer[index] = (answer[index] ?? 0) ^ change
              return answer
            }
          }
          expectEnded(await pay(channel, kind))
        }
      ),
      { numRuns: RUNS }
    )
  })

  it('a card that answers everything with the same', async () => {
    for (const answer of ['9000', '6985', '6A82', '6283', '6A81', '6F009000', '63C0', '6F00']) {
      expectEnded(await pay(new Answering(() => hex(answer)), kind))
    }
  })
})

describe('a directory without end', () => {
  it('ends', async () => {
    const pse = hex('6F15840E315041592E5359532E4444463031A5038801019000')
    const entry = hex('700D610B4F09A000000333010101019000')
    const channel = new Answering(([, ins]) => (ins === 0xb2 ? entry : ins === 0xa4 ? pse : hex('6985')))
    const result = await pay(channel, 'contact')
    expect(result.outcome).toBe('not-possible')
    expect(channel.count).toBeLessThan(60)
  })
})

describe('a contact card that breaks the rules in one place', () => {
  const PSE = '00A404000E315041592E5359532E444446303100'
  const NAMES = '00A4040005A00000033300'
  const AID = '00A4040008A00000033301010100'
  const CDOL1 = '8C 06 9F0206 9F3704'
  const CDOL2 = '8D 05 8A02 9F3704'
  const size = (text: string): string => hex(text).length.toString(16).padStart(2, '0').toUpperCase()
  const template = (tag: string, body: string): string => `${tag}${size(body)}${body}9000`.replaceAll(' ', '')
  const ACCOUNT = '5A0A 6228480000000000018F 5F2403351231'

  /** Each piece may be put in another way. */
  const card = (changes: Partial<Record<'fci' | 'gpo' | 'record' | 'gac', string>> = {}): AnswersChannel =>
    new AnswersChannel({
      [NAMES]: template('6F', '8408A000000333010101'),
      [AID]: changes.fci ?? template('6F', '8408A000000333010101'),
      ['80A8000002830000']: changes.gpo ?? '800600000801010090 00'.replaceAll(' ', ''),
      ['00B2010C00']: changes.record ?? template('70', `${ACCOUNT} ${CDOL1} ${CDOL2}`),
      ['80AE80000A000000001250A0A1A2A300']:
        changes.gac ?? template('77', '9F270180 9F36020001 9F26080102030405060708'),
      ['80AE4000063030A0A1A2A300']: template('77', '9F270140 9F36020001 9F26080102030405060708')
    })

  it('is the plainest card there is', async () => {
    const channel = card()
    const { outcome, story } = await pay(channel, 'contact')
    expect(outcome, story.sentence.en).toBe('approved-online')
    expect(channel.sent[0]).toBe(PSE)
  })

  it.each([
    [
      'another name than was asked for',
      { fci: template('6F', '8408A000000333010999') },
      'No application of the card'
    ],
    [
      'two templates',
      { fci: `${template('6F', '8408A000000333010101').slice(0, -4)}6F009000` },
      'No application of the card'
    ],
    ['a PDOL that breaks off', { fci: template('6F', '8408A000000333010101 A505 9F3802 9F02') }, 'PDOL'],
    [
      'a PDOL of absurd lengths',
      { fci: template('6F', '8408A000000333010101 A50C 9F3809 9F027F 9F037F 9F3704') },
      'PDOL'
    ],
    ['options without an AIP', { gpo: template('77', '940408010100') }, 'makes no sense'],
    ['options that are empty', { gpo: '80009000' }, 'makes no sense'],
    ['options with a short AIP', { gpo: template('77', '820100 940408010100') }, 'makes no sense'],
    ['no AFL', { gpo: '800200009000' }, 'cannot be used'],
    ['an AFL of file 31', { gpo: '80060000F80101009000' }, 'cannot be used'],
    ['an AFL that runs backwards', { gpo: '8006000008020100 9000'.replaceAll(' ', '') }, 'cannot be used'],
    ['a record that is missing', { record: '6A83' }, 'did not give a record'],
    [
      'a record with a warning',
      { record: `${template('70', ACCOUNT).slice(0, -4)}6282` },
      'did not give a record'
    ],
    [
      'a record that is no template 70',
      { record: template('77', `${ACCOUNT} ${CDOL1} ${CDOL2}`) },
      'cannot be used'
    ],
    ['no card number', { record: template('70', `5F2403351231 ${CDOL1} ${CDOL2}`) }, 'cannot be used'],
    ['no CDOL1', { record: template('70', `${ACCOUNT} ${CDOL2}`) }, 'cannot be used'],
    [
      'an object with two values',
      { record: template('70', `${ACCOUNT} ${CDOL1} ${CDOL2} 5F2403361231`) },
      'cannot be used'
    ],
    [
      'a date that is none',
      { record: template('70', `5A0A6228480000000000018F 5F2403351331 ${CDOL1} ${CDOL2}`) },
      'cannot be used'
    ],
    [
      'a card number with letters',
      { record: template('70', `5A0A62284800AA000000018F 5F2403351231 ${CDOL1} ${CDOL2}`) },
      'cannot be used'
    ],
    [
      'another number on track 2',
      { record: template('70', `${ACCOUNT} 5710 6228480000000000026D351222000000 ${CDOL1} ${CDOL2}`) },
      'cannot be used'
    ],
    [
      'a CDOL1 of absurd lengths',
      { record: template('70', `${ACCOUNT} 8C 09 9F027F 9F037F 9F377F ${CDOL2}`) },
      'no cryptogram'
    ],
    [
      'a cryptogram of a kind that there is not',
      { gac: template('77', '9F2701C0 9F36020001 9F26080102030405060708') },
      'no cryptogram'
    ],
    [
      'a TC where an ARQC was asked for',
      { gac: template('77', '9F270140 9F36020001 9F26080102030405060708') },
      'no cryptogram'
    ],
    [
      'a cryptogram that is too short',
      { gac: template('77', '9F270180 9F36020001 9F260701020304050607') },
      'no cryptogram'
    ],
    [
      'a cryptogram twice',
      { gac: template('77', '9F270180 9F36020001 9F26080102030405060708 9F26080102030405060708') },
      'no cryptogram'
    ],
    [
      'an answer of format 1 that is too short',
      { gac: '80078000010102030490 00'.replaceAll(' ', '') },
      'no cryptogram'
    ],
    ['no cryptogram at all', { gac: '6985' }, 'no cryptogram']
  ] as const)('%s', async (_name, changes, sentence) => {
    const channel = card(changes)
    const { outcome, story } = await pay(channel, 'contact')
    expect(outcome, story.sentence.en).toBe('not-possible')
    expect(story.sentence.en).toContain(sentence)
    expect(story.advice).toBeDefined()
    // Nothing is sent after the place that broke.
    expect(channel.sent.filter((command) => command.startsWith('80AE4000'))).toEqual([])
  })

  it('unknown tags in a DOL are zeros', async () => {
    const record = template('70', `${ACCOUNT} 8C 06 9F0206 DF7F0A ${CDOL2}`)
    const channel = card({ record })
    await pay(channel, 'contact')
    expect(channel.sent.at(-1)).toBe(`80AE800010000000001250${'00'.repeat(10)}00`)
  })

  it('a card may not speak for the terminal', async () => {
    const record = template('70', `${ACCOUNT} ${CDOL1} ${CDOL2} 9F0206000000000001 9F370400000000`)
    const channel = card({ record })
    await pay(channel, 'contact')
    expect(channel.sent).toContain('80AE80000A000000001250A0A1A2A300')
  })

  it('does not tell the card number in full', async () => {
    const { story } = await pay(card(), 'contact')
    expect(JSON.stringify(story)).not.toContain('6228480000000000018')
  })
})
