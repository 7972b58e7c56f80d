import assert from 'node:assert/strict'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type SecretKey, secretKey } from '../../../src-main/engine/crypto/key-ref'
import { cryptogramOver } from '../../../src-main/engine/cryptogram/compositions/application-cryptogram'
import { type DerivationOption } from '../../../src-main/engine/cryptogram/compositions/card-key'
import {
  dataAuthenticationCode,
  iccDynamicNumber
} from '../../../src-main/engine/cryptogram/compositions/dynamic-numbers'
import {
  arpcWithCode,
  arpcWithStatus
} from '../../../src-main/engine/cryptogram/compositions/response-cryptogram'
import { deriveCardKey, scriptMac, sessionKey } from '../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import { type SessionMethod } from '../../../src-main/engine/cryptogram/session-method'
import vectors from '../../vectors/cryptogram/cryptograms.json'
import { type Case, defineSuite } from '../../support/suite'

interface Row {
  readonly name: string
  readonly key?: string
  readonly issuerKey?: string
  readonly pan?: string
  readonly psn?: string
  readonly option?: string
  readonly method?: string
  readonly atc?: string
  readonly un?: string
  /** The 8 bytes that the session key is made from, where they are no ATC. */
  readonly r?: string
  readonly kcv?: string
  readonly data: string
  readonly padding: number
  readonly ac?: string
  readonly arpc1?: { readonly ac?: string; readonly arc: string; readonly value: string }
  readonly arpc2?: { readonly csu: string; readonly proprietary?: string; readonly value: string }
}

const given: readonly Row[] = vectors.rows

function keyOf(row: Row): SecretKey {
  if (row.key !== undefined) return secretKey('3des', hex(row.key))
  const issuerKey = secretKey('3des', hex(row.issuerKey ?? ''))
  const card = { pan: row.pan ?? '', psn: row.psn ?? '' }
  const cardKey = deriveCardKey(issuerKey, card, (row.option ?? 'A') as DerivationOption)
  return sessionKey(row.method as SessionMethod, cardKey, {
    atc: hex(row.atc ?? '0000'),
    ...(row.r !== undefined && { ac: hex(row.r) }),
    ...(row.un !== undefined && { unpredictableNumber: hex(row.un) })
  })
}

const rows: Case<unknown>[] = given.map((row) => ({
  name: row.name,
  run: () => {
    const key = keyOf(row)
    if (row.kcv !== undefined) assert.equal(toHex(keyCheckValue(key)), row.kcv, 'check value')
    if (row.ac !== undefined) {
      const form = { padding: row.padding === 1 ? 1 : 2, section: '' } as const
      assert.equal(toHex(runComposition(cryptogramOver(form, key, hex(row.data)))), row.ac, 'AC')
    }
    if (row.arpc1 !== undefined) {
      const request = { ac: hex(row.arpc1.ac ?? row.ac ?? ''), arc: hex(row.arpc1.arc) }
      assert.equal(toHex(runComposition(arpcWithCode(key, request))), row.arpc1.value, 'ARPC method 1')
    }
    if (row.arpc2 !== undefined) {
      const { csu, proprietary, value } = row.arpc2
      const request = {
        ac: hex(row.ac ?? ''),
        csu: hex(csu),
        ...(proprietary !== undefined && { proprietary: hex(proprietary) })
      }
      assert.equal(toHex(runComposition(arpcWithStatus(key, request))), value, 'ARPC method 2')
    }
  }
}))

// jPOS: the issuer key was recovered from its wrapping with a published test key.
const jposScripts: Case<unknown>[] = (
  [
    ['visa-10', 'E218CC0B7FEC6876'],
    ['mchip-10', '217CF53EA0E7C327']
  ] as const
).map(([id, mac]) => ({
  name: `jPOS script MAC, ${id}`,
  run: () => {
    const issuerKey = secretKey('3des', hex('2315208C9110AD402315208C9110AD40'))
    const cardKey = deriveCardKey(issuerKey, { pan: '1234567890123456', psn: '00' })
    const command = { header: hex('84240002'), data: hex('1122334455667788') }
    const transaction = { atc: hex('0002'), ac: hex('4B07E35A87F27D2E') }
    assert.equal(toHex(scriptMac(cryptogramProfile(id), cardKey, command, transaction)), mac)
  }
}))

// Computed a second time, with OpenSSL's ciphers alone: nothing published is known.
const dynamicNumbers: Case<unknown>[] = [
  {
    name: 'data authentication code (self-consistent)',
    run: () => {
      const key = secretKey('3des', hex('F0C34A8124CEE0A91A0B034AA97D6EAC'))
      const code = dataAuthenticationCode(key, { pan: '6228000100001', psn: '01' })
      assert.equal(toHex(runComposition(code)), '014D')
    }
  },
  {
    name: 'ICC dynamic number (self-consistent)',
    run: () => {
      const key = secretKey('3des', hex('014C986ECD8F49157CC8B59E3BCDFD98'))
      assert.equal(toHex(runComposition(iccDynamicNumber(key, hex('0240')))), '433ABF6CEA681990')
    }
  }
]

export const suite = defineSuite({
  name: 'cryptograms and answers over given data',
  cases: [...rows, ...jposScripts, ...dynamicNumbers]
})
