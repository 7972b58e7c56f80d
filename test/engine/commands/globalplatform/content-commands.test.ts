import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { deleteKey, deleteObject } from '../../../../src-main/engine/commands/globalplatform/delete'
import { load } from '../../../../src-main/engine/commands/globalplatform/load'
import { putKey } from '../../../../src-main/engine/commands/globalplatform/put-key'
import { setStatus } from '../../../../src-main/engine/commands/globalplatform/set-status'
import { storeData } from '../../../../src-main/engine/commands/globalplatform/store-data'
import { answered, expectKinds, sent } from '../support'

const aid = hex('A000000333010101')

describe('LOAD', () => {
  it('counts its blocks and marks the last', () => {
    expect(sent(load({ number: 0, last: false, data: hex('C40101') }))).toBe('80E8000003C4010100')
    expect(sent(load({ number: 0x101, last: true, data: hex('0203') }))).toBe('80E8800102020300')
  })

  it('knows its status words', () => {
    expectKinds(load({ number: 0, last: true, data: hex('00') }), {
      '9000': 'done',
      '6985': 'refused',
      '6982': 'not-allowed',
      '6A80': 'wrong-data',
      '6A84': 'memory-full',
      '6A86': 'wrong-p1-p2',
      '6581': 'memory-failure'
    })
  })
})

describe('DELETE', () => {
  it('names an object or a key', () => {
    expect(sent(deleteObject({ aid }))).toBe('80E400000A4F08A00000033301010100')
    expect(sent(deleteObject({ aid, related: true }))).toBe('80E400800A4F08A00000033301010100')
    expect(sent(deleteObject({ aid, token: hex('AABB') }))).toBe('80E400000E4F08A0000003330101019E02AABB00')
    expect(sent(deleteKey({ keyVersion: 0x30 }))).toBe('80E4000003D2013000')
    expect(sent(deleteKey({ keyId: 1, keyVersion: 0x30 }))).toBe('80E4000006D00101D2013000')
    expect(() => deleteKey({})).toThrow('which key')
  })

  it('knows its status words', () => {
    expectKinds(deleteObject({ aid }), {
      '9000': 'done',
      '6A88': 'absent',
      '6A82': 'absent',
      '6985': 'refused',
      '6982': 'not-allowed',
      '6A80': 'wrong-data'
    })
  })
})

describe('PUT KEY', () => {
  const command = putKey({ replaces: 0xff, keyVersion: 0x30, firstKeyId: 1, keys: [hex('80'), hex('81')] })

  it('holds one key or several, and is masked whole', () => {
    expect(sent(command)).toBe('80D8FF810330808100')
    expect(sent(putKey({ replaces: 0, keyVersion: 0x73, firstKeyId: 1, keys: [hex('A1')] }))).toBe(
      '80D800010273A100'
    )
    expect(command.sensitivity.command).toBe('all')
  })

  it('knows its status words', () => {
    expectKinds(command, {
      '9000': 'stored',
      '9485': 'key-wrong',
      '6A80': 'key-wrong',
      '9484': 'algorithm-unsupported',
      '6A88': 'no-such-version',
      '6982': 'not-allowed',
      '6985': 'not-allowed',
      '6A84': 'memory-full'
    })
    expect(answered(command, 0x9000, '308BAF478BAF47')).toEqual({
      kind: 'stored',
      keyVersion: 0x30,
      checkValues: hex('8BAF478BAF47'),
      sw: 0x9000
    })
  })
})

describe('SET STATUS', () => {
  it('is about the card, an application, or a domain with its applications', () => {
    expect(sent(setStatus('card', 0x0f, aid))).toBe('80F0800F08A000000333010101')
    expect(sent(setStatus('application', 0x80, aid))).toBe('80F0408008A000000333010101')
    expect(sent(setStatus('domain-and-applications', 0x80, aid))).toBe('80F0608008A000000333010101')
  })

  it('knows its status words', () => {
    expectKinds(setStatus('application', 0x80, aid), {
      '9000': 'changed',
      '6A88': 'absent',
      '6A82': 'absent',
      '6985': 'no-such-transition',
      '6A80': 'no-such-transition',
      '6982': 'not-allowed',
      '6A86': 'wrong-p1-p2'
    })
  })
})

describe('STORE DATA', () => {
  const data = hex('0101')

  it.each([
    ['none', 'none', false, '80E20000020101'],
    ['dgi', 'none', false, '80E20800020101'],
    ['dgi', 'enciphered', false, '80E26800020101'],
    ['ber-tlv', 'none', false, '80E21000020101'],
    ['none', 'application-dependent', true, '80E2A000020101']
  ] as const)('%s, %s, last: %s', (structure, encipherment, last, expected) => {
    expect(sent(storeData({ number: 0, last, data, structure, encipherment }))).toBe(expected)
  })

  it('may expect an answer, and counts on beyond 255', () => {
    const block = { number: 0x102, last: true, data, structure: 'dgi', encipherment: 'none' } as const
    expect(sent(storeData({ ...block, answers: true }))).toBe('80E2890202010100')
  })

  it('is shown in records only where masking by tags suffices', () => {
    const block = { number: 0, last: true, data } as const
    const how = (structure: 'dgi' | 'ber-tlv' | 'none', encipherment: 'none' | 'enciphered') =>
      storeData({ ...block, structure, encipherment }).sensitivity.command
    expect(how('ber-tlv', 'none')).toBe('tlv')
    expect(how('ber-tlv', 'enciphered')).toBe('all')
    expect(how('dgi', 'none')).toBe('all')
    expect(how('none', 'none')).toBe('all')
  })

  it('knows its status words', () => {
    expectKinds(storeData({ number: 0, last: true, data, structure: 'dgi', encipherment: 'none' }), {
      '9000': 'stored',
      '6A88': 'absent',
      '6982': 'not-allowed',
      '6985': 'not-allowed',
      '6A80': 'wrong-data',
      '6A84': 'memory-full',
      '6581': 'memory-failure'
    })
  })
})
