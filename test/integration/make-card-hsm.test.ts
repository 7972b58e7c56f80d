// An issuer whose keys lie on a token: they are made or put there, certified by the TEST CA, make a card out of a blank
// chip, and the card is loaded and pays.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenOpener } from '../../src-main/adapters/pkcs11/open-token'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { Secret } from '../../src-main/engine/crypto/secret'
import { runComposition, runCompositionAsync } from '../../src-main/engine/key-operations/run-composition'
import { testCaKeys, testIssuer } from '../../src-main/engine/offline-auth/test-issuer'
import {
  certificateRequest,
  readCertificateRequest
} from '../../src-main/engine/personalization/issuer-keys/certificate-request'
import { certifyRequest } from '../../src-main/engine/personalization/issuer-keys/certify-request'
import { importCertificate } from '../../src-main/engine/personalization/issuer-keys/import-certificate'
import { testCa } from '../../src-main/engine/personalization/issuer-keys/test-ca'
import type { IssuerKeySet } from '../../src-main/contract/issuer-key-set'
import type { KeyUsage } from '../../src-main/contract/vault'
import { terminalPreset } from '../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../src-main/services/transactions/transaction-service'
import { VaultService } from '../../src-main/services/vault/vault-service'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, TEST_NOW, type IssuerWorld } from '../support/issuer-world'
import { debitOrder, makeDesk } from '../support/make-desk'
import { MemoryDocuments } from '../support/memory-documents'
import { cardOnReader } from '../support/money-desk'
import { softToken, TOKEN_LABEL, TOKEN_PIN, type SoftToken } from '../support/soft-token'
import { FakeVaultWorld, passphrase } from '../support/vault-world'

const IDENTIFIER = hex('622848FF')
const EXPIRY = '2049-12'

let soft: SoftToken
let vault: VaultService
beforeAll(async () => {
  soft = await softToken()
  const world = new FakeVaultWorld()
  world.openToken = tokenOpener(soft.workerFile)
  vault = new VaultService(world)
  await vault.create(passphrase())
  vault.setToken({ module: soft.module, label: TOKEN_LABEL })
  await vault.unlockToken(new Secret(new TextEncoder().encode(TOKEN_PIN)))
})
afterAll(async () => {
  await vault.stop()
  soft.remove()
})

const kcvOf = (bytes: Uint8Array): string => toHex(keyCheckValue(secretKey('3des', bytes)))

/** Two custodians bring a key onto the token. */
async function bringIn(label: string, usage: KeyUsage, key: Uint8Array): Promise<void> {
  const first = randomBytes(key.length)
  const second = key.map((byte, index) => byte ^ (first[index] ?? 0))
  const session = vault.startComponents({
    ...{ label, usage, algorithm: '3des', bits: key.length * 8, components: 2 },
    ...{ kind: 'TEST', exportable: false, backend: 'token' }
  })
  session.addComponent('Li', new Secret(first), kcvOf(first))
  session.addComponent('Wang', new Secret(second), kcvOf(second))
  await session.confirm(kcvOf(key))
}

/** A key pair that is made on the token, with a certificate of the TEST CA. */
async function certified(label: string): Promise<IssuerKeySet['certificate']> {
  const wish = { label, usage: 'issuer-signing', algorithm: 'rsa', bits: 1152, exponent: 3 } as const
  const record = await vault.generate({ ...wish, kind: 'TEST', exportable: false, backend: 'token' })
  const { modulus, exponent } = record.publicKey ?? {}
  if (modulus === undefined || exponent === undefined) throw new Error('no public key')
  const publicKey = { algorithm: 'rsa', modulus: hex(modulus), exponent: hex(exponent) } as const
  const ca = testCa()
  const signer = vault.signingKey(label)
  if (!('length' in signer)) throw new Error('not RSA')
  const request = await runCompositionAsync(
    certificateRequest(signer, {
      ...{ identifier: IDENTIFIER, expiry: hex('1249'), tracking: hex('000001') },
      ...{ rid: ca.rid, caIndex: ca.caIndex, publicKey }
    }),
    vault.holder
  )
  const read = readCertificateRequest(request)
  if (read.kind !== 'ok') throw new Error(read.kind)
  const returned = runComposition(certifyRequest(ca.signer, read.request, hex('000777')))
  const own = { publicKey, identifier: IDENTIFIER }
  const imported = importCertificate(returned, own, { caKeys: () => testCaKeys(), date: '260601' })
  if (imported.kind !== 'ok') throw new Error(imported.kind)
  const { issuer } = imported
  return {
    caIndex: toHex(issuer.caIndex),
    certificate: toHex(issuer.certificate),
    ...(issuer.remainder && { remainder: toHex(issuer.remainder) }),
    ...{ exponent, modulus, expiry: issuer.expiry }
  }
}

describe('an issuer whose keys lie on a token', () => {
  it('makes a card out of a blank chip, which is loaded and pays', async () => {
    const { ac, mac, enc } = testIssuer().masterKeys.tripleDes
    await bringIn('bank-ac', 'imk-ac', ac)
    await bringIn('bank-mac', 'imk-mac', mac)
    await bringIn('bank-enc', 'imk-enc', enc)
    await bringIn('stock', 'kmc', hex('404142434445464748494A4B4C4D4E4F'))
    await bringIn('cards', 'kmc', hex('0B1C2D3E4F5061728394A5B6C7D8E9FB'))
    const certificate = await certified('bank-rsa')
    expect(certificate.expiry).toBe(EXPIRY)
    const world = await createIssuerWorld()
    const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1']))
    const { make, issuers } = makeDesk({ world, card: () => card, vault })
    issuers.put({
      ...{ id: 'bank', name: 'Bank', certificate },
      keys: {
        ...{ imkAc: 'bank-ac', imkMac: 'bank-mac', imkEnc: 'bank-enc', rsa: 'bank-rsa' },
        ...{ kmc: 'stock', newKmc: 'cards' }
      }
    })
    const result = await make.make('reader', debitOrder({ issuer: 'bank', deposit: 100_000 }))
    expect(result.report?.rules.filter(({ outcome }) => outcome === 'broken')).toEqual([])
    expect(result.checks.map(({ id, ok }) => [id, ok])).toEqual([
      ['reading', true],
      ['rules', true],
      ['authentication', true],
      ['trial', true]
    ])
    expect(result.outcome).toBe('made')

    const transactions = transactionsOn(world, card)
    const load = await transactions.perform('reader', { kind: 'load', amount: 10_000, from: 'cash' }, NOBODY)
    expect(load).toMatchObject({ outcome: 'done', balanceAfter: 10_000 })
    const pay = await transactions.perform('reader', { kind: 'pay', amount: 1250, mode: 'contact' }, NOBODY)
    expect(pay).toMatchObject({ outcome: 'done' })
    expect((await transactions.readPurse('reader')).balance).toBe(8750)

    // No key was taken out of the token, and what was computed beside it is on record.
    const audit = JSON.stringify(vault.auditEntries())
    for (const key of [ac, mac, enc]) expect(audit).not.toContain(toHex(key))
    expect(vault.verifyAudit()).toMatchObject({ kind: 'sound' })
  }, 60_000)
})

const NOBODY = { ask: () => Promise.resolve({ kind: 'cancelled' } as const) }

function transactionsOn(world: IssuerWorld, card: VirtualCard): TransactionService {
  return new TransactionService({
    cards: cardOnReader(() => card, 'contact'),
    ...{ journal: world.journal, purchases: world.purchases, host: world.host },
    ...{ references: world.references, desk: world.desk },
    caKeys: () => testCaKeys(),
    terminal: terminalPreset,
    holds: new MemoryDocuments(),
    now: () => TEST_NOW,
    random: randomBytes
  })
}
