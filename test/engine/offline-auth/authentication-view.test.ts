import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { authenticateStatic, recoverIccKey } from '../../../src-main/engine/offline-auth/authenticate'
import type { Problem } from '../../../src-main/engine/offline-auth/authentication'
import { stepViews } from '../../../src-main/engine/offline-auth/authentication-view'
import { problemText } from '../../../src-main/engine/offline-auth/problem-text'
import { testCardData } from './support'

it('shows a certificate byte by byte, with meanings', () => {
  const views = stepViews(recoverIccKey(testCardData('rsa')).steps, { reveal: false })
  const [, , , certificate] = views
  expect(certificate).toMatchObject({ step: 'icc-certificate', section: 'EMV Book 2, 6.4', ok: true })
  const rows = certificate?.fields.map(({ name, offset, hex: shown, meaning }) => [
    offset,
    name.en,
    shown.length > 20 ? shown.length / 2 : shown,
    meaning?.en
  ])
  expect(rows).toEqual([
    [0, 'Header', '6A', 'a recovered block begins so'],
    [1, 'Format', '04', undefined],
    [2, 'Card number', '622848*********0018F', undefined],
    [12, 'Expiry (MMYY)', '1235', 'good to the end of 12/2035'],
    [14, 'Serial number', '0000A1', undefined],
    [17, 'Hash algorithm', '01', 'SHA-1'],
    [18, 'Key algorithm', '01', 'RSA'],
    [19, 'Key length', '80', '128 bytes'],
    [20, 'Exponent length', '01', '1 byte'],
    [21, 'Key, as much as fits', 102, undefined],
    [123, 'Hash', 20, undefined],
    [143, 'Trailer', 'BC', 'a recovered block ends so'],
    [0, 'Key, remainder', 26, undefined],
    [0, 'Exponent', '03', undefined]
  ])
})

it('hides the card number everywhere unless it is asked for', () => {
  const pan = '6228480000000000018'
  for (const algorithm of ['rsa', 'sm2'] as const) {
    const { steps } = recoverIccKey(testCardData(algorithm))
    expect(JSON.stringify(stepViews(steps, { reveal: false }))).not.toContain(pan)
    expect(JSON.stringify(stepViews(steps, { reveal: true }))).toContain(pan)
  }
})

it('says where it failed and why, with the bytes that it had', () => {
  const [, issuer] = stepViews(
    authenticateStatic(testCardData('rsa', { '5A': '6228490000000000018F' })).steps,
    { reveal: false }
  )
  expect(issuer).toMatchObject({ ok: false, name: { en: 'Issuer certificate' } })
  expect(issuer?.problem?.en).toBe('the issuer identifier is not how the card number begins')
  expect(issuer?.fields.find(({ name }) => name.en === 'Issuer identifier')?.hex).toBe('622848FF')
})

it('has words in both languages for every problem', () => {
  const problems: readonly Problem[] = [
    { kind: 'missing-objects', tags: [0x90, 0x9f32] },
    { kind: 'unknown-ca-key', index: 9 },
    { kind: 'ca-key-expired', expiry: '491231' },
    { kind: 'length', tag: 0x90, expected: 176, found: 175 },
    { kind: 'too-short', tag: 0x93, least: 24, found: 20 },
    { kind: 'unusable-key' },
    { kind: 'header', expected: 0x6a, found: 0 },
    { kind: 'trailer', expected: 0xbc, found: 0 },
    { kind: 'format', expected: 2, found: 4 },
    { kind: 'hash-algorithm', found: 2 },
    { kind: 'key-algorithm', found: 2 },
    { kind: 'curve', found: 2 },
    { kind: 'key-length', most: 144, found: 145 },
    { kind: 'hash' },
    { kind: 'signature' },
    { kind: 'issuer-identifier' },
    { kind: 'pan' },
    { kind: 'expired', expiry: '1299' },
    { kind: 'expiry-unreadable', expiry: '1300' },
    { kind: 'revoked', serial: hex('000001') },
    { kind: 'record', sfi: 1, record: 2 },
    { kind: 'tag-list' },
    { kind: 'signed-data', length: 3 },
    { kind: 'dynamic-number' },
    { kind: 'response' },
    { kind: 'cid', signed: 0x40, found: 0x80 },
    { kind: 'transaction-hash' }
  ]
  const texts = problems.map(problemText)
  expect(new Set(texts.map(({ en }) => en)).size).toBe(problems.length)
  for (const { zh } of texts) expect(zh).toMatch(/\p{Script=Han}/u)
  expect(texts[0]?.en).toBe('the card did not give 90, 9F32')
  expect(texts[2]?.en).toBe('the CA key expired on 2049-12-31')
  expect(texts[17]?.en).toBe('the certificate expired at the end of 12/1999')
})
