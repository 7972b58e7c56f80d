import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { authenticateCard, type CardAuthentication } from '../../../src-main/engine/emv/authenticate-card'
import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import { signedDynamicData } from '../../../src-main/engine/offline-auth/build/signatures'
import { fastTerminalData } from '../../../src-main/engine/offline-auth/fast-terminal-data'
import { testCaKeys, testCard } from '../../../src-main/engine/offline-auth/test-issuer'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { NotRecorded } from '../../../src-main/engine/workflow/interruption'
import { runWorkflow, type MoneyHandlers } from '../../../src-main/engine/workflow/run'
import { ScriptedChannel } from '../../support/scripted-channel'
import { lookupIn, TEST_AID, TEST_RECORD, testCardData } from '../offline-auth/support'

const UN = hex('01020304')
const PSE = '315041592E5359532E4444463031'
const PPSE = '325041592E5359532E4444463031'
const OK = '9000'

const TERMINAL: TerminalConfiguration = {
  ...{ id: 'test', name: { en: '', zh: '' }, description: { en: '', zh: '' } },
  ...{ country: 156, currency: 156, currencyExponent: 2, type: 0x22 },
  capabilities: hex('E0E1C8'),
  additionalCapabilities: hex('6000F0A001'),
  ttq: hex('26000000'),
  applicationVersion: hex('0030'),
  applications: [{ aid: hex('A000000333'), partial: true }],
  ...{ merchantName: 'TEST', merchantId: 'TEST', terminalId: 'TEST', serialNumber: 'TEST' },
  merchantCategory: '0000',
  limits: { floor: 0, flash: 100_000, flashFloor: 50_000, flashCvm: 50_000 },
  randomSelection: { threshold: 0, target: 0, maximumTarget: 0 },
  actionCodes: { denial: hex('0000000000'), online: hex('0000000000'), default: hex('0000000000') },
  defaultDdol: hex('9F3704'),
  defaultTdol: hex('9F0206'),
  exceptions: [],
  smAlgorithms: false,
  utcOffset: 480
}

/** Record 1 of file 2 takes part; 2 to 4 hold certificates; the same in contact and contactless. */
const AFL = '10010401'

function records(ddol = '9F49039F3704'): Record<string, string> {
  const card = testCardData('rsa')
  const object = (tag: number): Uint8Array => tlv(tag, card.objects(tag) ?? hex(''))
  return {
    '00B2011400': toHex(TEST_RECORD) + OK,
    '00B2021400': toHex(tlv(0x70, object(0x8f), object(0x90), object(0x92), object(0x9f32))) + OK,
    '00B2031400': toHex(tlv(0x70, object(0x9f46), object(0x9f48), object(0x9f47), hex(ddol))) + OK,
    '00B2041400': toHex(tlv(0x70, object(0x93))) + OK
  }
}

function handlers(channel: MoneyHandlers['channel']): MoneyHandlers {
  const never = (): Promise<never> => Promise.reject(new Error('must not be asked'))
  return {
    ...{ channel, progress: () => undefined, now: () => Date.UTC(2026, 10, 24), random: () => UN },
    ...{ online: never, journal: never, ask: never, pinPad: never }
  }
}

function authenticate(
  channel: MoneyHandlers['channel'],
  side: 'contact' | 'contactless'
): Promise<CardAuthentication> {
  const options = { terminal: TERMINAL, interface: side, caKeys: lookupIn(testCaKeys()) }
  return runWorkflow(authenticateCard(options), handlers(channel))
}

function outcomes({ methods }: CardAuthentication): string[][] {
  return methods.map(({ method, authentication }) => [method, authentication.outcome.kind])
}

/** A card on contact with this AIP, which signs what INTERNAL AUTHENTICATE sends. */
function contactCard(aip: string, changes: Readonly<Record<string, string>> = {}): ScriptedChannel {
  const signed = signedDynamicData(testCard('debit-ecash').rsa.signer, {
    iccDynamicNumber: hex('0001'),
    terminalData: UN
  })
  const fci = toHex(tlv(0x6f, tlv(0x84, hex(TEST_AID)), tlv(0xa5, tlv(0x50, hex('54455354')))))
  return new ScriptedChannel({
    [TEST_AID]: {
      select: fci + OK,
      answers: {
        '80A8000002830000': `8006${aip}${AFL}${OK}`,
        ...records(),
        '00880000040102030400': toHex(tlv(0x80, signed)) + OK,
        ...changes
      }
    },
    [PSE]: { select: '6A82', answers: {} }
  })
}

describe('on contact', () => {
  it('does all that the card announces, reading each record once', async () => {
    const channel = contactCard('7D00')
    const result = await authenticate(channel, 'contact')
    expect(result.application).toMatchObject({ aid: hex(TEST_AID), label: 'TEST' })
    expect(outcomes(result)).toEqual([
      ['SDA', 'authenticated'],
      ['DDA', 'authenticated'],
      ['CDA', 'authenticated']
    ])
    expect(result.methods[2]?.note?.en).toContain('only the certificates')
    const sent = channel.sent.filter((command) => !command.startsWith('00A4'))
    expect(sent).toEqual([
      '80A8000002830000',
      ...['00B2011400', '00B2021400', '00B2031400', '00B2041400', '00880000040102030400']
    ])
  })

  it('says what was changed: the AIP is signed', async () => {
    const result = await authenticate(contactCard('7C00'), 'contact')
    expect(outcomes(result)).toEqual([
      ['SDA', 'failed'],
      ['DDA', 'failed']
    ])
    expect(result.methods[1]?.authentication.outcome).toMatchObject({
      step: 'icc-certificate',
      problem: { kind: 'hash' }
    })
  })

  it('says that nothing is announced', async () => {
    const result = await authenticate(contactCard('1C00'), 'contact')
    expect(result.methods).toEqual([])
    expect(result.sentence?.en).toContain('announces no offline data authentication')
  })

  it('says that the card refused to sign, or a list was no good', async () => {
    const refused = await authenticate(contactCard('7D00', { '00880000040102030400': '6985' }), 'contact')
    expect(outcomes(refused)[1]).toEqual(['DDA', 'missing'])
    expect(refused.methods[1]?.note?.en).toContain('INTERNAL AUTHENTICATE (6985)')
    const list = await authenticate(contactCard('7D00', records('9F49039F0206')), 'contact')
    expect(list.methods[1]?.note?.en).toContain('DDOL')
  })

  it('goes on where a recording lacks the signature', async () => {
    const card = contactCard('7D00')
    const result = await authenticate(
      {
        transceive: (command) =>
          command[1] === 0x88 ? Promise.reject(new NotRecorded()) : card.transceive(command)
      },
      'contact'
    )
    expect(outcomes(result)).toEqual([
      ['SDA', 'authenticated'],
      ['DDA', 'missing'],
      ['CDA', 'authenticated']
    ])
    expect(result.methods[1]?.note?.en).toContain('--unpredictable-number')
  })

  it('says why it went no further', async () => {
    const refused = await authenticate(contactCard('7D00', { '00B2021400': '6A83' }), 'contact')
    expect(refused.methods).toEqual([])
    expect(refused.sentence).toBeDefined()
    const nothing = await authenticate(new ScriptedChannel({}), 'contact')
    expect(nothing.application).toBeUndefined()
    expect(nothing.sentence).toBeDefined()
    const blocked = await authenticate(contactCard('7D00', { '80A8000002830000': '6985' }), 'contact')
    expect(blocked.sentence?.en).toBe('no application could be used')
  })
})

describe('contactless', () => {
  const PDOL = '9F38 0C 9F6604 9F3704 9F0206 5F2A02'
  const GPO = '80A8000012831028000080010203040000000000000156 00'.replaceAll(' ', '')

  function flashCard(answer: Uint8Array, more: Readonly<Record<string, string>> = {}): ScriptedChannel {
    const fci = tlv(0x6f, tlv(0x84, hex(TEST_AID)), tlv(0xa5, hex(PDOL)))
    const entry = tlv(0x61, tlv(0x4f, hex(TEST_AID)), tlv(0x87, hex('01')))
    const directory = tlv(0x6f, tlv(0x84, hex(PPSE)), tlv(0xa5, tlv(0xbf0c, entry)))
    return new ScriptedChannel({
      [PPSE]: { select: toHex(directory) + OK, answers: {} },
      [TEST_AID]: {
        select: toHex(fci) + OK,
        answers: { [GPO]: toHex(answer) + OK, ...records(), ...more }
      }
    })
  }

  const common = concat(tlv(0x82, hex('7D00')), tlv(0x9f36, hex('0001')), tlv(0x9f26, new Uint8Array(8)))

  it('does a flash payment of zero, in both versions', async () => {
    for (const cardData of [undefined, hex('0111223344000000')]) {
      const signed = signedDynamicData(testCard('debit-ecash').rsa.signer, {
        iccDynamicNumber: hex('0001'),
        terminalData: fastTerminalData({
          ...{ unpredictableNumber: UN, amount: new Uint8Array(6), currency: hex('0156'), cardData }
        })
      })
      const extra = cardData === undefined ? hex('') : tlv(0x9f69, cardData)
      const answer = tlv(0x77, common, tlv(0x94, hex(AFL)), tlv(0x9f4b, signed), extra)
      const channel = flashCard(answer)
      expect(outcomes(await authenticate(channel, 'contactless'))).toEqual([['fDDA', 'authenticated']])
      expect(channel.sent).toContain(GPO)
      expect(channel.sent.some((command) => command.startsWith('80AE') || command.startsWith('0088'))).toBe(
        false
      )
    }
  })

  it('says that the card did not approve offline', async () => {
    const result = await authenticate(flashCard(tlv(0x77, common)), 'contactless')
    expect(outcomes(result)).toEqual([['fDDA', 'missing']])
    expect(result.methods[0]?.note?.en).toContain('did not approve offline')
  })

  it('does what contact does where the card answers so', async () => {
    const signed = signedDynamicData(testCard('debit-ecash').rsa.signer, {
      iccDynamicNumber: hex('0001'),
      terminalData: UN
    })
    const sign = { '00880000040102030400': toHex(tlv(0x80, signed)) + OK }
    for (const answer of [
      tlv(0x80, hex(`7D00${AFL}`)),
      tlv(0x77, tlv(0x82, hex('7D00')), tlv(0x94, hex(AFL)))
    ]) {
      expect(outcomes(await authenticate(flashCard(answer, sign), 'contactless'))).toEqual([
        ['SDA', 'authenticated'],
        ['DDA', 'authenticated'],
        ['CDA', 'authenticated']
      ])
    }
  })
})

describe('a card that is pulled', () => {
  it('ends it at every command', async () => {
    const whole = contactCard('7D00')
    await authenticate(whole, 'contact')
    for (let at = 1; at <= whole.sent.length; at += 1) {
      const torn = contactCard('7D00')
      let count = 0
      const channel = {
        transceive: (command: Uint8Array): Promise<Uint8Array> => {
          count += 1
          return count === at
            ? new ScriptedChannel({}, { tearAt: 1 }).transceive(command)
            : torn.transceive(command)
        }
      }
      await expect(authenticate(channel, 'contact')).rejects.toMatchObject({ reason: 'card-removed' })
      expect(count).toBe(at)
    }
  })
})
