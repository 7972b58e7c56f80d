import { concat, equalBytes, startsWith } from '../bytes/bytes'
import type { AuthenticationRun } from './authentication-run'
import type { Field, Problem, Step } from './authentication'
import { filledDigits, panDigits, type CardData } from './card-data'
import { ICC_CERTIFICATE, ISSUER_CERTIFICATE, PIN_CERTIFICATE, type CertificateKind } from './certificate'
import { findCaKey } from './find-ca-key'
import { openCertificate } from './open'
import type { OdaPublicKey } from './public-key'

const TAG_PAN = 0x5a
const TAG_AIP = 0x82
const TAG_STATIC_TAG_LIST = 0x9f4a
/** Digits that an issuer identifier has at least. */
const SHORTEST_IDENTIFIER = 3
const NOTHING = new Uint8Array(0)

/** CA key, then issuer certificate (EMV Book 2, 5.2 and 5.3). */
export function recoverIssuerKey(run: AuthenticationRun, card: CardData): OdaPublicKey | undefined {
  const { step: caStep, caKey } = findCaKey(card)
  run.add(caStep)
  if (caKey === undefined) return undefined
  run.found({ caKey })
  const { step, publicKey } = openCertificate(caKey, ISSUER_CERTIFICATE, {
    objects: card.objects,
    signedData: NOTHING,
    date: card.date,
    identityProblem: (identifier) => issuerProblem(identifier, card),
    isRevoked: (serial) => caKey.revoked?.some((one) => equalBytes(one, serial)) === true
  })
  run.add(step)
  if (publicKey !== undefined) run.found({ issuerPublicKey: publicKey })
  return publicKey
}

/** CA key, issuer certificate, static data, then the card's own certificate (EMV Book 2, 6.2 to 6.4). */
export function recoverChain(run: AuthenticationRun, card: CardData): OdaPublicKey | undefined {
  const issuerKey = recoverIssuerKey(run, card)
  if (issuerKey === undefined) return undefined
  const staticData = collectStaticData(run, card)
  if (staticData === undefined) return undefined
  const publicKey = openCardCertificate(run, card, issuerKey, ICC_CERTIFICATE, staticData)
  if (publicKey !== undefined) run.found({ iccPublicKey: publicKey })
  return publicKey
}

/** The certificate of the key for enciphered PINs (EMV Book 2, 7.1). */
export function recoverPinCertificateKey(
  run: AuthenticationRun,
  card: CardData,
  issuerKey: OdaPublicKey
): OdaPublicKey | undefined {
  const publicKey = openCardCertificate(run, card, issuerKey, PIN_CERTIFICATE, NOTHING)
  if (publicKey !== undefined) run.found({ iccPublicKey: publicKey })
  return publicKey
}

/**
 * The static data to be authenticated (EMV Book 3, 10.3): the records that take part, then the AIP where 9F4A says so;
 * 9F4A may say nothing else.
 */
export function collectStaticData(
  run: AuthenticationRun,
  { staticData, objects }: CardData
): Uint8Array | undefined {
  const step = (fields: readonly Field[], problem?: Problem): Step => ({
    name: 'static-data',
    section: 'EMV Book 3, 10.3',
    fields,
    ...(problem !== undefined && { problem })
  })
  if (staticData.kind === 'bad') {
    const { sfi, record } = staticData
    run.add(step([], { kind: 'record', sfi, record }))
    return undefined
  }
  const { bytes } = staticData
  const fields: Field[] = bytes.length === 0 ? [] : [{ name: 'records', offset: 0, bytes, sensitive: true }]
  const tagList = objects(TAG_STATIC_TAG_LIST) ?? NOTHING
  if (tagList.length === 0) {
    run.add(step(fields))
    return bytes
  }
  if (tagList.length !== 1 || tagList[0] !== TAG_AIP) {
    run.add(step(fields, { kind: 'tag-list' }))
    return undefined
  }
  const aip = objects(TAG_AIP)
  if (aip === undefined) {
    run.add(step(fields, { kind: 'missing-objects', tags: [TAG_AIP] }))
    return undefined
  }
  run.add(step([...fields, { name: 'aip', offset: bytes.length, bytes: aip }]))
  return concat(bytes, aip)
}

function openCardCertificate(
  run: AuthenticationRun,
  card: CardData,
  issuerKey: OdaPublicKey,
  kind: CertificateKind,
  signedData: Uint8Array
): OdaPublicKey | undefined {
  const { step, publicKey } = openCertificate(issuerKey, kind, {
    objects: card.objects,
    signedData,
    date: card.date,
    identityProblem: (pan) => panProblem(pan, card),
    isRevoked: () => false
  })
  run.add(step)
  return publicKey
}

/** The issuer identifier is the card number's first three to eight digits, filled with F (EMV Book 2, 5.3, step 8). */
function issuerProblem(identifier: Uint8Array, { objects }: CardData): Problem | undefined {
  const pan = panDigits(objects)
  if (pan === undefined) return { kind: 'missing-objects', tags: [TAG_PAN] }
  const digits = filledDigits(identifier) ?? NOTHING
  const fits = digits.length >= SHORTEST_IDENTIFIER && startsWith(pan, digits)
  return fits ? undefined : { kind: 'issuer-identifier' }
}

/** The certificate's card number, filled with F, is the card's (EMV Book 2, 6.4, step 8). */
function panProblem(certified: Uint8Array, { objects }: CardData): Problem | undefined {
  const pan = panDigits(objects)
  if (pan === undefined) return { kind: 'missing-objects', tags: [TAG_PAN] }
  const digits = filledDigits(certified) ?? NOTHING
  return digits.length > 0 && equalBytes(digits, pan) ? undefined : { kind: 'pan' }
}
