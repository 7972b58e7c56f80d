import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { cardInfo } from '../../../src-main/engine/globalplatform/card-info'
import { domainParameters } from '../../../src-main/engine/globalplatform/domain-parameters'
import { isLocked, lifeCycleText } from '../../../src-main/engine/globalplatform/life-cycle'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import {
  PRIVILEGES,
  privilegeBytes,
  privilegesIn,
  privilegeText
} from '../../../src-main/engine/globalplatform/privileges'
import { recognitionData } from '../../../src-main/engine/globalplatform/recognition-data'

describe('life cycle states', () => {
  it.each([
    ['issuer-security-domain', 0x01, 'ready for loading (OP_READY)', false],
    ['issuer-security-domain', 0x0f, 'in use (SECURED)', false],
    ['issuer-security-domain', 0x7f, 'locked (CARD_LOCKED)', true],
    ['issuer-security-domain', 0xff, 'terminated for good (TERMINATED)', false],
    ['issuer-security-domain', 0x33, 'unknown state 33', false],
    ['load-file', 0x01, 'loaded', false],
    ['load-file', 0x81, 'unknown state 81', false],
    ['application', 0x03, 'installed, not selectable yet', false],
    ['application', 0x07, 'selectable', false],
    ['application', 0x0f, 'selectable, own state 1', false],
    ['application', 0x87, 'locked (before: selectable)', true],
    ['application', 0x08, 'unknown state 08', false],
    ['security-domain', 0x0f, 'personalized', false],
    ['security-domain', 0x8f, 'locked (before: personalized)', true]
  ] as const)('%s %i: %s', (kind, state, text, locked) => {
    expect(lifeCycleText(kind, state).en).toBe(text)
    expect(lifeCycleText(kind, state).zh).toMatch(/\p{Script=Han}/u)
    expect(isLocked(kind, state)).toBe(locked)
  })
})

describe('privileges', () => {
  it.each([
    ['00', []],
    ['80', ['security-domain']],
    ['A0', ['security-domain', 'delegated-management']],
    ['C1', ['security-domain', 'dap-verification', 'mandated-dap-verification']],
    ['04', ['card-reset']],
    ['000001', ['global-service'].slice(1)],
    ['000100', ['global-service']],
    ['808010', ['security-domain', 'trusted-path', 'contactless-self-activation']]
  ] as const)('%s', (bytes, names) => {
    expect(privilegesIn(hex(bytes))).toEqual(names)
  })

  it('come back out of their bytes, in one byte where that is enough', () => {
    fc.assert(
      fc.property(fc.subarray([...PRIVILEGES]), (names) => {
        const bytes = privilegeBytes(names)
        const back = privilegesIn(bytes)
        for (const name of names) expect(back).toContain(name)
        // What is there besides is only what another one includes.
        expect(toHex(privilegeBytes(back))).toBe(toHex(bytes))
      })
    )
    expect(toHex(privilegeBytes(['card-reset']))).toBe('04')
  })

  it('have words in both languages', () => {
    for (const name of PRIVILEGES) expect(privilegeText(name).zh).toMatch(/\p{Script=Han}/u)
  })
})

describe('facts of a card', () => {
  const raw = new Map([
    [0x6f, hex('6F108408A000000151000000A5049F6501FF')],
    [
      0x66,
      tlv(
        0x66,
        tlv(
          0x73,
          tlv(0x06, hex('2A864886FC6B01')),
          tlv(0x60, tlv(0x06, hex('2A864886FC6B02020301'))),
          tlv(0x63, tlv(0x06, hex('2A864886FC6B03'))),
          tlv(0x64, tlv(0x06, hex('2A864886FC6B040255'))),
          tlv(0x64, tlv(0x06, hex('2A864886FC6B040370')))
        )
      )
    ],
    [
      0x67,
      tlv(
        0x67,
        tlv(0xa0, tlv(0x80, hex('02')), tlv(0x81, hex('5515751A'))),
        tlv(0xa0, tlv(0x80, hex('03')), tlv(0x81, hex('0070')), tlv(0x82, hex('07'))),
        tlv(0x81, hex('FFFE80')),
        tlv(0x82, hex('1EFE00')),
        tlv(0x83, hex('0102'))
      )
    ],
    [0xe0, hex('E00CC00401FF8010C00402308820')],
    [0x9f7f, hex(`9F7F2A${'4790506147910471'.padEnd(84, '0')}`)],
    [0x42, hex('4203622848')],
    [0x45, hex('45021234')],
    [0xc1, hex('C102000A')],
    [0xc2, hex('C2020003')],
    [0xcf, hex('00010203040506070809')],
    [0xff21, hex('FF210B81020003820400012345')],
    [0x2f00, hex('61074F05F00000000161124F10A00000033301010100000000000000004F02F000')]
  ])

  it('are read from its data objects', () => {
    const info = cardInfo(raw)
    expect(toHex(info.aid ?? hex(''))).toBe('A000000151000000')
    expect(info.recognition).toMatchObject({
      version: '2.3.1',
      protocols: [
        { name: 'SCP02', i: 0x55 },
        { name: 'SCP03', i: 0x70 }
      ]
    })
    expect(info.capabilities).toMatchObject({
      protocols: [
        { name: 'SCP02', options: [0x55, 0x15, 0x75, 0x1a] },
        { name: 'SCP03', options: [0x00, 0x70] }
      ],
      hashes: ['SHA-1', 'SHA-256']
    })
    expect(info.capabilities?.domainPrivileges).toContain('authorized-management')
    expect(info.capabilities?.applicationPrivileges).not.toContain('security-domain')
    expect(info.keys.map(({ id, version, components }) => [id, version, components[0]?.length])).toEqual([
      [1, 255, 16],
      [2, 0x30, 32]
    ])
    expect(info.cplc).toHaveLength(18)
    expect([info.sequenceCounter, info.confirmationCounter]).toEqual([10, 3])
    expect([info.issuerNumber, info.cardNumber, info.kdd].map((value) => toHex(value ?? hex('')))).toEqual([
      '622848',
      '1234',
      '00010203040506070809'
    ])
    // Bare or in templates; what is too short for an AID is none.
    expect(info.applications.map(toHex)).toEqual(['F000000001', 'A0000003330101010000000000000000'])
    expect(info.resources).toEqual({ applications: 3, freeNonVolatile: 0x12345 })
  })

  it('are none where the card gives none, and whatever it gives', () => {
    expect(cardInfo(new Map())).toMatchObject({ keys: [], cplc: [], applications: [] })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...raw.keys()), fc.uint8Array({ maxLength: 60 }))),
        (answers) => {
          cardInfo(new Map(answers))
          for (const [, data] of answers) recognitionData(data)
        }
      )
    )
    for (const [tag, data] of raw) {
      for (let length = 0; length < data.length; length += 1)
        cardInfo(new Map([[tag, data.slice(0, length)]]))
    }
  })
})

describe('the protocol of a new security domain', () => {
  it('is a data object of its parameters', () => {
    expect(toHex(domainParameters({ name: 'SCP02', i: 0x55 }))).toBe('81020255')
    expect(toHex(domainParameters({ name: 'SCP03', i: 0x70 }))).toBe('81020370')
  })
})
