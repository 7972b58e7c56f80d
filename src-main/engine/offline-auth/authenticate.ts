import { equalBytes } from '../bytes/bytes'
import type { Authentication } from './authentication'
import { AuthenticationRun } from './authentication-run'
import type { CardData } from './card-data'
import { PIN_CERTIFICATE } from './certificate'
import { fastTerminalData } from './fast-terminal-data'
import { collectStaticData, recoverChain, recoverIssuerKey, recoverPinCertificateKey } from './key-chain'
import { openSignature } from './open'
import { SIGNED_DYNAMIC_DATA, SIGNED_FAST_DATA, SIGNED_STATIC_DATA } from './signature'
import { readDynamicBody, readStaticBody } from './signature-body'

const TAG_SIGNED_STATIC_DATA = 0x93
const TAG_SIGNED_DYNAMIC_DATA = 0x9f4b
const TAG_ATC = 0x9f36
const TAG_CARD_DATA = 0x9f69

/** Static data authentication, SDA (EMV Book 2, 5): the records are what the issuer signed. */
export function authenticateStatic(card: CardData): Authentication {
  const run = new AuthenticationRun()
  const issuerKey = recoverIssuerKey(run, card)
  if (issuerKey === undefined) return run.end()
  const signedData = collectStaticData(run, card)
  if (signedData === undefined) return run.end()
  const { step, value } = openSignature(issuerKey, SIGNED_STATIC_DATA, {
    signature: card.objects(TAG_SIGNED_STATIC_DATA),
    signedData,
    readBody: readStaticBody
  })
  run.add(step)
  if (value !== undefined) run.found({ dataAuthenticationCode: value })
  return run.end()
}

/** What INTERNAL AUTHENTICATE was about. */
export interface DynamicData {
  /** Value of 9F4B in the answer, where there was one. */
  readonly signed: Uint8Array | undefined
  /** The values that the DDOL asked for, as they were sent. */
  readonly ddolData: Uint8Array
}

/** Dynamic data authentication, DDA (EMV Book 2, 6.5): the card holds the key that its issuer certified. */
export function authenticateDynamic(card: CardData, { signed, ddolData }: DynamicData): Authentication {
  const run = new AuthenticationRun()
  const iccKey = recoverChain(run, card)
  if (iccKey === undefined) return run.end()
  const { step, value } = openSignature(iccKey, SIGNED_DYNAMIC_DATA, {
    signature: signed,
    signedData: ddolData,
    readBody: readDynamicBody
  })
  run.add(step)
  if (value !== undefined) run.found({ iccDynamicNumber: value })
  return run.end()
}

/** What the terminal sent in the one GET PROCESSING OPTIONS of a contactless transaction. */
export interface FastData {
  /** Tag 9F37, 4 bytes. */
  readonly unpredictableNumber: Uint8Array
  /** Tag 9F02, 6 bytes. */
  readonly amount: Uint8Array
  /** Tag 5F2A, 2 bytes. */
  readonly currency: Uint8Array
}

/**
 * Fast dynamic data authentication of qPBOC, fDDA. The signature 9F4B, the counter 9F36 and the card's own data 9F69
 * (which makes it version 01) were read from the card. The number that is signed is the transaction counter.
 */
export function authenticateFast(card: CardData, data: FastData): Authentication {
  const run = new AuthenticationRun()
  const iccKey = recoverChain(run, card)
  if (iccKey === undefined) return run.end()
  const atc = card.objects(TAG_ATC)
  const { step, value } = openSignature(iccKey, SIGNED_FAST_DATA, {
    signature: card.objects(TAG_SIGNED_DYNAMIC_DATA),
    signedData: fastTerminalData({ ...data, cardData: card.objects(TAG_CARD_DATA) }),
    readBody: (reader, room) => {
      const body = readDynamicBody(reader, room)
      if (body.problem !== undefined) return body
      if (atc === undefined) return { ...body, problem: { kind: 'missing-objects', tags: [TAG_ATC] } }
      const isAtc = body.value !== undefined && equalBytes(body.value, atc)
      return isAtc ? body : { ...body, problem: { kind: 'dynamic-number' } }
    }
  })
  run.add(step)
  if (value !== undefined) run.found({ iccDynamicNumber: value })
  return run.end()
}

/** Recovers the card's public key, as combined authentication does before the first GENERATE AC (EMV Book 2, 6.3). */
export function recoverIccKey(card: CardData): Authentication {
  const run = new AuthenticationRun()
  recoverChain(run, card)
  return run.end()
}

/**
 * Recovers the key under which the terminal enciphers an offline PIN (EMV Book 2, 7.1): the card's PIN encipherment key
 * where it has a certificate for one, else the card's own key. It is `iccPublicKey` of the result.
 */
export function recoverPinKey(card: CardData): Authentication {
  if (card.objects(PIN_CERTIFICATE.tags.certificate) === undefined) return recoverIccKey(card)
  const run = new AuthenticationRun()
  const issuerKey = recoverIssuerKey(run, card)
  if (issuerKey !== undefined) recoverPinCertificateKey(run, card, issuerKey)
  return run.end()
}
