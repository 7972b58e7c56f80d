import assert from 'node:assert/strict'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type KeyAlgorithm, secretKey } from '../../../src-main/engine/crypto/key-ref'
import {
  type DerivationOption,
  diversificationData
} from '../../../src-main/engine/cryptogram/compositions/card-key'
import { treeKey } from '../../../src-main/engine/cryptogram/compositions/emv2000-tree'
import { deriveCardKey, sessionKey } from '../../../src-main/engine/cryptogram/in-memory'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import { type SessionMethod } from '../../../src-main/engine/cryptogram/session-method'
import cardKeys from '../../vectors/cryptogram/card-keys.json'
import sessionKeys from '../../vectors/cryptogram/session-keys.json'
import { type Case, defineSuite } from '../../support/suite'

const derivations: Case<unknown>[] = cardKeys.rows.map((row) => ({
  name: `card key: ${row.name} (${row.evidence})`,
  run: () => {
    const option = row.option as DerivationOption
    const { pan, psn } = row
    if (row.y !== undefined) assert.equal(toHex(diversificationData({ pan, psn }, option)), row.y, 'Y')
    const issuerKey = secretKey(row.algorithm as KeyAlgorithm, hex(row.issuerKey))
    const key = deriveCardKey(issuerKey, { pan, psn }, option)
    if (row.cardKey !== undefined) assert.equal(key.secret.use(toHex), row.cardKey, 'card key')
    if (row.kcv !== undefined) {
      assert.equal(toHex(keyCheckValue(key)).slice(0, row.kcv.length), row.kcv, 'check value')
    }
  }
}))

const sessions: Case<unknown>[] = sessionKeys.rows.map((row) => ({
  name: `session key: ${row.name}`,
  run: () => {
    const transaction = { atc: hex(row.atc), ...(row.ac !== undefined && { ac: hex(row.ac) }) }
    const key = sessionKey(row.method as SessionMethod, secretKey('3des', hex(row.cardKey)), transaction)
    assert.equal(key.secret.use(toHex), row.sessionKey)
  }
}))

const trees: Case<unknown>[] = sessionKeys.treesWithIv.map((row) => ({
  name: `EMV 2000 tree from an initial value, ATC ${row.atc}`,
  run: () => {
    const { height, branch } = row
    const cardKey = secretKey('3des', hex(row.cardKey))
    const key = runComposition(treeKey(cardKey, hex(row.atc), { height, branch, iv: hex(row.iv) }))
    assert.ok('secret' in key)
    assert.equal(key.secret.use(toHex), row.sessionKey)
  }
}))

export const suite = defineSuite({
  name: 'card keys and session keys',
  cases: [...derivations, ...sessions, ...trees]
})
