import { issuerKeySet, type IssuerKeySet } from '../../contract/issuer-key-set'
import type { IssuerView } from '../../contract/production'
import type { KeyRecord } from '../../contract/vault'
import published from '../../../resources/test-issuer/test-issuer.json'
import { hex } from '../../engine/bytes/hex'
import type { KeyRef } from '../../engine/crypto/key-ref'
import type { SigningKey } from '../../engine/key-operations/signer'
import type { PersonalizationKeys } from '../../engine/personalization/keys'
import type { StaticKeys } from '../../engine/secure-channel/session'
import { sameText } from '../../texts/local-text'
import { AppFailure } from '../app-failure'
import type { DocumentStore } from '../storage/document-store'

/** What is needed of the vault. */
export interface KeyNames {
  key(name: string): KeyRef
  signingKey(name: string): SigningKey
  record(name: string): KeyRecord
}

/** Keys by reference, ready to work with. */
export interface ResolvedKeys {
  readonly personalization: PersonalizationKeys
  /** Of security domains with DES keys, and with AES keys where there are such. */
  readonly chip: { readonly des: ChipKeys; readonly aes?: ChipKeys }
  /** All of them are TEST keys: the cards have no value. */
  readonly test: boolean
  /** The master keys are those of the built-in TEST issuer: it can check what the cards compute. */
  readonly served: boolean
}

/** Keys of the security domain as a chip comes, and as it leaves. */
export interface ChipKeys {
  readonly stock: StaticKeys
  readonly after: StaticKeys
}

const FOLDER = 'issuers'

/** The issuers for whom cards are made here: the TEST issuer, and those that were set up. */
export class IssuerKeySets {
  constructor(
    private readonly documents: DocumentStore,
    private readonly vault: KeyNames
  ) {}

  list(): IssuerKeySet[] {
    const own = this.documents
      .list(FOLDER)
      .map((name) => issuerKeySet.safeParse(this.documents.read(name)))
      .flatMap((parsed) => (parsed.success ? [parsed.data] : []))
    return [TEST_ISSUER, ...own.sort((a, b) => a.id.localeCompare(b.id))]
  }

  /** For a person to choose from. One whose keys cannot be looked at now counts as a real one. */
  views(): IssuerView[] {
    return this.list().map(({ id, name, keys }) => ({ id, name, test: this.isTest(keys) }))
  }

  /** Throws `AppFailure`. */
  get(id: string): IssuerKeySet {
    const found = this.list().find((set) => set.id === id)
    if (found === undefined) throw new AppFailure('key-set-unknown', { detail: sameText(id) })
    return found
  }

  /** Keeps it under its id. Throws `AppFailure` for the built-in one, `StorageFailure`. */
  put(set: IssuerKeySet): void {
    if (set.id === TEST_ISSUER.id) throw new AppFailure('key-set-built-in')
    this.documents.write(`${FOLDER}/${set.id}`, set)
  }

  /** Forgets it; its keys stay in the vault. Throws `AppFailure` for the built-in one and for one that there is not. */
  remove(id: string): void {
    const { id: known } = this.get(id)
    if (known === TEST_ISSUER.id) throw new AppFailure('key-set-built-in')
    this.documents.remove(`${FOLDER}/${known}`)
  }

  /** Throws `AppFailure` where a key is unknown, or the vault is locked. */
  resolve({ keys, certificate, certificateSm2 }: IssuerKeySet): ResolvedKeys {
    const { vault } = this
    const of = (name: string): KeyRef => vault.key(name)
    const one = (name: string): StaticKeys => ({ enc: of(name), mac: of(name), dek: of(name) })
    const { sm4Ac, sm4Mac, sm4Enc, cvv, pvv } = keys
    const personalization: PersonalizationKeys = {
      issuerMaster: { ac: of(keys.imkAc), mac: of(keys.imkMac), enc: of(keys.imkEnc) },
      ...(sm4Ac !== undefined &&
        sm4Mac !== undefined &&
        sm4Enc !== undefined && { sm4: { ac: of(sm4Ac), mac: of(sm4Mac), enc: of(sm4Enc) } }),
      rsa: {
        signer: vault.signingKey(keys.rsa),
        publicKey: {
          algorithm: 'rsa',
          modulus: hex(certificate.modulus),
          exponent: hex(certificate.exponent)
        },
        caIndex: hex(certificate.caIndex),
        certificate: hex(certificate.certificate),
        ...(certificate.remainder !== undefined && { remainder: hex(certificate.remainder) }),
        exponent: hex(certificate.exponent),
        expiry: certificate.expiry
      },
      ...(keys.sm2 !== undefined &&
        certificateSm2 !== undefined && {
          sm2: {
            signer: vault.signingKey(keys.sm2),
            caIndex: hex(certificateSm2.caIndex),
            certificate: hex(certificateSm2.certificate),
            expiry: certificateSm2.expiry
          }
        }),
      ...(cvv !== undefined && { cvv: of(cvv) }),
      ...(pvv !== undefined && { pvv: of(pvv) })
    }
    return {
      personalization,
      chip: {
        des: { stock: one(keys.kmc), after: one(keys.newKmc ?? keys.kmc) },
        ...(keys.kmcAes !== undefined && {
          aes: { stock: one(keys.kmcAes), after: one(keys.newKmcAes ?? keys.kmcAes) }
        })
      },
      test: this.isTest(keys),
      served: this.isServed(keys)
    }
  }

  /** Whether the built-in issuer has the same master keys, wherever these lie. */
  private isServed(keys: IssuerKeySet['keys']): boolean {
    const checkValue = (name: string): string => this.vault.record(name).kcv
    return MASTERS.every((master) => checkValue(keys[master]) === checkValue(TEST_ISSUER.keys[master]))
  }

  private isTest(keys: IssuerKeySet['keys']): boolean {
    try {
      return Object.values(keys).every(
        (name) => name === undefined || this.vault.record(name).kind === 'TEST'
      )
    } catch (error) {
      if (error instanceof AppFailure) return false
      throw error
    }
  }
}

const MASTERS = ['imkAc', 'imkMac', 'imkEnc'] as const

const PUBLISHED_EXPIRY = `20${published.issuer.expiry.slice(2)}-${published.issuer.expiry.slice(0, 2)}`

/** The built-in issuer, whose keys everyone knows. */
export const TEST_ISSUER: IssuerKeySet = {
  id: 'test',
  name: 'TEST',
  keys: {
    ...{ imkAc: 'test:imk-ac', imkMac: 'test:imk-mac', imkEnc: 'test:imk-enc' },
    ...{ sm4Ac: 'test:sm4-imk-ac', sm4Mac: 'test:sm4-imk-mac', sm4Enc: 'test:sm4-imk-enc' },
    ...{ cvv: 'test:cvv', pvv: 'test:pvv', rsa: 'test:issuer-rsa', kmc: 'test:kmc' },
    ...{ kmcAes: 'test:kmc-aes', sm2: 'test:issuer-sm2' }
  },
  certificate: {
    caIndex: published.ca.rsa.index,
    certificate: published.issuer.rsa.certificate,
    remainder: published.issuer.rsa.remainder,
    exponent: published.issuer.rsa.exponent,
    modulus: published.issuer.rsa.modulus,
    expiry: PUBLISHED_EXPIRY
  },
  certificateSm2: {
    caIndex: published.ca.sm2.index,
    certificate: published.issuer.sm2.certificate,
    expiry: PUBLISHED_EXPIRY
  }
}
