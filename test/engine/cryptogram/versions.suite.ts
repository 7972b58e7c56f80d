import assert from 'node:assert/strict'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type SecretKey, secretKey } from '../../../src-main/engine/crypto/key-ref'
import {
  applicationCryptogram,
  arpc,
  arpcMethod2,
  cryptogramInput,
  deriveCardKey,
  issuerDataMac,
  pinChangeData,
  readPinChangeData,
  scriptMac,
  sessionKey
} from '../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'
import {
  type CryptogramProfile,
  type PinChangeRules,
  type ProfileId
} from '../../../src-main/engine/cryptogram/profiles/profile'
import vectors from '../../vectors/cryptogram/versions.json'
import { type Case, defineSuite } from '../../support/suite'

type Name = 'ac' | 'mac' | 'enc'
type ByName = Partial<Record<Name, string>>

interface Row {
  readonly name: string
  readonly profile: string
  readonly evidence: string
  readonly issuerKeys?: ByName
  readonly pan?: string
  readonly psn?: string
  readonly cardKeys?: ByName
  readonly cardKcvs?: ByName
  readonly atc: string
  readonly un?: string
  readonly sessionKeys?: ByName
  readonly sessionKcvs?: ByName
  /** Of the keys of issuer scripts. */
  readonly scriptKcvs?: ByName
  readonly objects: Readonly<Partial<Record<string, string>>>
  readonly ac: string
  readonly arpc1?: readonly { readonly arc: string; readonly value: string }[]
  readonly arpc2?: readonly { readonly csu: string; readonly value: string }[]
  readonly issuerData?: { readonly data: string; readonly mac: string }
  /** Whole commands, with their MAC. */
  readonly scripts?: readonly string[]
  readonly pinChanges?: readonly {
    readonly pin: string
    readonly currentPin?: string
    readonly mask?: string
    readonly command: string
  }[]
}

/** One case for each stage, so that a wrong one is named, and the stages before it have passed. */
function stagesOf(row: Row): Case<unknown>[] {
  const profile = cryptogramProfile(row.profile as ProfileId)
  const transaction = {
    atc: hex(row.atc),
    ac: hex(row.ac),
    ...(row.un !== undefined && { unpredictableNumber: hex(row.un) })
  }
  const cardKey = (name: Name): SecretKey => {
    const given = row.issuerKeys?.[name]
    if (given === undefined) return secretKey(profile.algorithm, hex(row.cardKeys?.[name] ?? ''))
    const issuerKey = secretKey(profile.algorithm, hex(given))
    return deriveCardKey(issuerKey, { pan: row.pan ?? '', psn: row.psn ?? '' })
  }
  const stage = (what: string, run: () => void): Case<unknown> => ({
    name: `${row.name} (${row.evidence}): ${what}`,
    run
  })
  const cases: Case<unknown>[] = []
  for (const [name, value] of namesIn(row.cardKeys)) {
    cases.push(stage(`card key ${name}`, () => assert.equal(cardKey(name).secret.use(toHex), value)))
  }
  for (const [name, kcv] of namesIn(row.cardKcvs)) {
    cases.push(stage(`check value of card key ${name}`, () => assertKcv(cardKey(name), kcv)))
  }
  for (const [name, value] of namesIn(row.sessionKeys)) {
    cases.push(
      stage(`session key ${name}`, () => {
        const key = sessionKey(profile.session, cardKey(name), transaction)
        assert.equal(key.secret.use(toHex), value)
      })
    )
  }
  for (const [name, kcv] of namesIn(row.sessionKcvs)) {
    cases.push(
      stage(`check value of session key ${name}`, () =>
        assertKcv(sessionKey(profile.session, cardKey(name), transaction), kcv)
      )
    )
  }
  cases.push(
    stage('application cryptogram', () => {
      const input = cryptogramInput(profile, (tag) => {
        const value = row.objects[tag.toString(16).toUpperCase()]
        return value === undefined ? undefined : hex(value)
      })
      assert.ok(input.kind === 'ok')
      assert.equal(toHex(applicationCryptogram(profile, cardKey('ac'), input.block, transaction)), row.ac)
    })
  )
  for (const { arc, value } of row.arpc1 ?? []) {
    cases.push(
      stage(`ARPC for ${arc}`, () => {
        const request = { ac: hex(row.ac), arc: hex(arc) }
        assert.equal(toHex(arpc(profile, cardKey('ac'), request, transaction)), value)
      })
    )
  }
  for (const { csu, value } of row.arpc2 ?? []) {
    cases.push(
      stage(`ARPC for status update ${csu}`, () => {
        const request = { ac: hex(row.ac), csu: hex(csu) }
        assert.equal(toHex(arpcMethod2(profile, cardKey('ac'), request, transaction)), value)
      })
    )
  }
  const { issuerData } = row
  if (issuerData !== undefined) {
    cases.push(
      stage('MAC of the issuer data', () => {
        const facts = { atc: transaction.atc, data: hex(issuerData.data) }
        assert.equal(toHex(issuerDataMac(cardKey('mac'), facts)), issuerData.mac)
      })
    )
  }
  for (const [name, kcv] of namesIn(row.scriptKcvs)) {
    cases.push(
      stage(`check value of script key ${name}`, () =>
        assertKcv(sessionKey(profile.script.session, cardKey(name), transaction), kcv)
      )
    )
  }
  for (const command of row.scripts ?? []) {
    cases.push(
      stage(`script ${command.slice(0, 8)}`, () => {
        const data = hex(command.slice(10)).slice(0, -profile.script.macLength)
        assert.equal(sealed(profile, cardKey('mac'), command.slice(0, 8), data, transaction), command)
      })
    )
  }
  for (const { pin, currentPin, mask, command } of row.pinChanges ?? []) {
    cases.push(
      stage(`PIN change ${command.slice(0, 8)}, mask ${mask ?? 'of the version'}`, () => {
        const used = withMask(profile, mask)
        const keys = { ac: cardKey('ac'), enc: cardKey('enc') }
        const current = currentPin === undefined ? {} : { currentPin }
        const enciphered = pinChangeData(used, keys, { pin, ...current }, transaction)
        assert.equal(sealed(used, cardKey('mac'), command.slice(0, 8), enciphered, transaction), command)
        assert.equal(readPinChangeData(used, keys, { enciphered, ...current }, transaction), pin)
      })
    )
  }
  return cases
}

function sealed(
  profile: CryptogramProfile,
  key: SecretKey,
  header: string,
  data: Uint8Array,
  transaction: Parameters<typeof scriptMac>[3]
): string {
  const mac = scriptMac(profile, key, { header: hex(header), data }, transaction)
  return header + toHex(concat(Uint8Array.of(data.length + mac.length), data, mac))
}

function withMask(profile: CryptogramProfile, mask: string | undefined): CryptogramProfile {
  if (mask === undefined) return profile
  const pin = { ...profile.script.pin, mask: mask as PinChangeRules['mask'] }
  return { ...profile, script: { ...profile.script, pin } }
}

function namesIn(values: ByName | undefined): (readonly [Name, string])[] {
  return (['ac', 'mac', 'enc'] as const).flatMap((name) => {
    const value = values?.[name]
    return value === undefined ? [] : [[name, value] as const]
  })
}

/** Published check values have 2 or 3 bytes. */
function assertKcv(key: SecretKey, kcv: string): void {
  assert.equal(toHex(keyCheckValue(key)).slice(0, kcv.length), kcv)
}

const rows: readonly Row[] = vectors.rows

export const suite = defineSuite({
  name: 'cryptogram versions, from issuer key to script',
  cases: rows.flatMap(stagesOf)
})
