import published from '../../../resources/test-issuer/test-issuer.json'
import { hex } from '../bytes/hex'
import { rsaPrivateKey, type RsaCrtNumbers, type RsaPublicKey } from '../crypto/rsa'
import { Secret } from '../crypto/secret'
import { rsaSigner, sm2Signer, type RsaSigner, type Sm2Signer } from '../key-operations/signer'
import type { CaPublicKey } from './ca-key'
import type { OdaPublicKey } from './public-key'

// The TEST issuer: keys that everyone knows, for cards without value. resources/test-issuer/ says where they come from.

/** Which ready-made cards have keys of their own. */
export type TestCardName = keyof typeof published.cards

/** A private key with its public half. */
export interface TestKeyPair<S> {
  readonly signer: S
  readonly publicKey: OdaPublicKey
}

/** A certificate authority or issuer key under which others are certified. */
export interface TestIssuer {
  /** First digits of the card numbers, filled with F, 4 bytes. */
  readonly identifier: Uint8Array
  /** What goes onto each card beside its own certificate; `caIndex` is 8F, the rest are 90, 92 and 9F32. */
  readonly rsa: TestKeyPair<RsaSigner> & {
    readonly caIndex: Uint8Array
    readonly certificate: Uint8Array
    readonly remainder: Uint8Array
    readonly exponent: Uint8Array
  }
  readonly sm2: TestKeyPair<Sm2Signer> & { readonly caIndex: Uint8Array; readonly certificate: Uint8Array }
  /** Issuer master keys for cryptograms, script MACs and script encipherment, 16 bytes each. */
  readonly masterKeys: Readonly<Record<'tripleDes' | 'sm4', TestMasterKeys>>
}

export interface TestMasterKeys {
  readonly ac: Uint8Array
  readonly mac: Uint8Array
  readonly enc: Uint8Array
}

export interface TestCard {
  /** The card number's digits. */
  readonly pan: string
  readonly rsa: TestKeyPair<RsaSigner>
  readonly sm2: TestKeyPair<Sm2Signer>
}

/** The public keys of the TEST certification authority. */
export function testCaKeys(): CaPublicKey[] {
  const { rid, rsa, sm2 } = published.ca
  const named = (index: string, expiry: string): { rid: Uint8Array; index: number; expiry: string } => ({
    rid: hex(rid),
    index: Number.parseInt(index, 16),
    expiry
  })
  return [
    { ...named(rsa.index, rsa.expiry), ...rsaPublic(rsa) },
    { ...named(sm2.index, sm2.expiry), ...sm2Public(sm2) }
  ]
}

/** The TEST issuer's keys, certificates and master keys. */
export function testIssuer(): TestIssuer {
  const { ca, issuer, masterKeys } = published
  const { rsa, sm2 } = issuer
  return {
    identifier: hex(issuer.identifier),
    rsa: {
      ...rsaPair(rsa),
      caIndex: hex(ca.rsa.index),
      certificate: hex(rsa.certificate),
      remainder: hex(rsa.remainder),
      exponent: hex(rsa.exponent)
    },
    sm2: { ...sm2Pair(sm2), caIndex: hex(ca.sm2.index), certificate: hex(sm2.certificate) },
    masterKeys: { tripleDes: masterSet(masterKeys.tripleDes), sm4: masterSet(masterKeys.sm4) }
  }
}

/** The keys of a ready-made card. */
export function testCard(name: TestCardName): TestCard {
  const { pan, rsa, sm2 } = published.cards[name]
  return { pan, rsa: rsaPair(rsa), sm2: sm2Pair(sm2) }
}

/** The RSA key of a ready-made card in its parts, as a card keeps them. */
export function testCardKeyParts(name: TestCardName): RsaPublicKey & RsaCrtNumbers {
  return keyParts(published.cards[name].rsa)
}

type HexOf<Names extends string> = Readonly<Record<Names, string>>
type RsaRecord = HexOf<'modulus' | 'exponent' | 'p' | 'q' | 'dP' | 'dQ' | 'qInv'>
type Sm2Record = HexOf<'publicKey' | 'privateKey'>

function rsaPair(record: RsaRecord): TestKeyPair<RsaSigner> {
  return { signer: rsaSigner(rsaPrivateKey(keyParts(record))), publicKey: rsaPublic(record) }
}

function keyParts({ modulus, exponent, p, q, dP, dQ, qInv }: RsaRecord): RsaPublicKey & RsaCrtNumbers {
  return {
    ...{ modulus: hex(modulus), exponent: hex(exponent) },
    ...{ p: hex(p), q: hex(q), dP: hex(dP), dQ: hex(dQ), qInv: hex(qInv) }
  }
}

function rsaPublic({
  modulus,
  exponent
}: HexOf<'modulus' | 'exponent'>): OdaPublicKey & { algorithm: 'rsa' } {
  return { algorithm: 'rsa', modulus: hex(modulus), exponent: hex(exponent) }
}

function sm2Pair(record: Sm2Record): TestKeyPair<Sm2Signer> {
  return { signer: sm2Signer(new Secret(hex(record.privateKey))), publicKey: sm2Public(record) }
}

function sm2Public({ publicKey }: HexOf<'publicKey'>): OdaPublicKey & { algorithm: 'sm2' } {
  return { algorithm: 'sm2', publicKey: hex(publicKey) }
}

function masterSet({ ac, mac, enc }: HexOf<'ac' | 'mac' | 'enc'>): TestMasterKeys {
  return { ac: hex(ac), mac: hex(mac), enc: hex(enc) }
}
