import { RANDOM_STATE } from '../applications/random'
import { bcdBytes } from '../../engine/bytes/bcd'
import { concat, uintBytes } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import { secretKey } from '../../engine/crypto/key-ref'
import { deriveCardKeys } from '../../engine/cryptogram/in-memory'
import { iccCertificate } from '../../engine/offline-auth/build/certificates'
import { signedStaticData } from '../../engine/offline-auth/build/signatures'
import { staticDataToAuthenticate } from '../../engine/offline-auth/static-data'
import {
  testCard,
  testCardKeyParts,
  testIssuer,
  type TestCardName
} from '../../engine/offline-auth/test-issuer'
import { tlv } from '../../engine/tlv/tlv'
import { writeCardKeys, writeIccKey } from '../applications/pboc/card-keys'
import { CyclicLog } from '../applications/pboc/cyclic-log'
import { CELL, objectCell } from '../applications/pboc/pboc-cells'
import { pinBlock } from '../applications/pboc/script/pin-change'
import { recordCell } from '../applications/records'
import type { MemoryArea } from '../memory/memory-area'
import { CODE_TABLE, LANGUAGES, type DirectoryItem } from './card-builder'
import { LOAD_LOG_FORMAT, TRANSACTION_LOG_FORMAT, type CardHistory } from './history'

/** What makes one PBOC application differ from the next. */
export interface PbocProfile extends DirectoryItem {
  /** Names the card's keys among the TEST material. */
  readonly kind: TestCardName
  /** Digits, Luhn-valid, of a test number. */
  readonly pan: string
  /** PAN sequence number, 2 digits: tells cards of one number apart. */
  readonly psn: string
  /** YYMMDD. */
  readonly expiry: string
  readonly effective: string
  /** GBK bytes: cardholder name (5F20), and in full (9F0B, 27 to 45 bytes). */
  readonly name: Uint8Array
  readonly extendedName: Uint8Array
  /** Identity document number (9F61, with type 00 in 9F62); absent where the card carries none. */
  readonly documentNumber?: Uint8Array
  /** CVM list rules behind the amounts X and Y, which are zero (EMV Book 3, 10.5). */
  readonly cvmRules: Uint8Array
  /** 4 to 12 digits; absent for an application without a PIN on the card. */
  readonly pin?: string
  /** Minor units. */
  readonly singleLimit: number
  readonly resetThreshold: number
  readonly history: CardHistory
}

/** SDA, DDA, CDA; cardholder verification, terminal risk management, issuer authentication. */
const AIP = hex('7D00')
// The first record of file 2 is the one that data authentication covers. The records behind it hold the card's
// certificate (2 and 3) and the signed static data (4); file 3 holds the issuer's certificate.
/** Account, holder, application data, certificates, limits of the terminal. */
const AFL_CONTACT = hex('08010200 10010401 18010100 20010100')
/** The same and, as the last record, the e-cash issuer authorisation code. */
const AFL_ECASH = hex('08010200 10010401 18010100 20010100 28010100')
/** Without the second holder record, which is not for the air. */
const AFL_CONTACTLESS = hex('08010100 10010401 18010100 20010100')
/** What fast authentication needs, and last the record whose reading debits. */
const AFL_FLASH = hex('10010301 18010100 28010100')

/** E-cash indicator, amount, currency. */
const PDOL_CONTACT = hex('9F7A01 9F0206 5F2A02')
/** TTQ, amount, other amount, country, TVR, currency, date, type, unpredictable number. */
const PDOL_CONTACTLESS = hex('9F6604 9F0206 9F0306 9F1A02 9505 5F2A02 9A03 9C01 9F3704')
const CDOL1 = hex('9F0206 9F0306 9F1A02 9505 5F2A02 9A03 9C01 9F3704 9F2103 9F4E14')
const CDOL2 = concat(hex('8A02'), CDOL1)
const DDOL = hex('9F3704')

const TRANSACTION_LOG = { sfi: 0x0b, records: 10 } as const
const LOAD_LOG = { sfi: 0x0c, records: 10 } as const
const CHINA = hex('0156')
const CNY = hex('0156')
const SERVICE_CODE = '220'
const APPLICATION_VERSION = hex('0030')
/** 9F63 goes into chip data that are kept where the card's number is not: nothing of the number is in it. */
const PRODUCT_IDENTIFICATION = text('CWTEST PRODUCT 1')
/** Key index 01; version 01 for GENERATE AC, 17 for flash pay. */
const VERSION = { contact: hex('0101'), flash: hex('0117') } as const
const STATIC_TAGS = hex('82')
const PIN_TRIES = 3
/** CNY 1000.00: what e-cash may hold at most. */
const BALANCE_LIMIT = 100_000

/** Writes everything that the profile says into the cells of a fresh PBOC instance. */
export function personalizePboc(memory: MemoryArea, profile: PbocProfile): void {
  writeSelection(memory, profile)
  writeRecords(memory, profile)
  writeObjects(memory, profile)
  writeKeys(memory, profile)
  if (profile.pin !== undefined) writePin(memory, profile.pin)
  const { transactionLog, loadLog } = profile.history
  const purchases = new CyclicLog(memory, TRANSACTION_LOG.sfi, TRANSACTION_LOG.records)
  for (const record of transactionLog) purchases.append(record)
  const loads = new CyclicLog(memory, LOAD_LOG.sfi, LOAD_LOG.records)
  for (const record of loadLog) loads.append(record)
}

function writeSelection(memory: MemoryArea, profile: PbocProfile): void {
  memory.write(CELL.fciContact, proprietaryTemplate(profile, PDOL_CONTACT))
  memory.write(CELL.fciContactless, proprietaryTemplate(profile, PDOL_CONTACTLESS))
  memory.write(CELL.gpoContact, concat(tlv(0x82, AIP), tlv(0x94, AFL_CONTACT)))
  memory.write(CELL.gpoEcash, concat(tlv(0x82, AIP), tlv(0x94, AFL_ECASH)))
  memory.write(CELL.gpoContactless, concat(tlv(0x82, AIP), tlv(0x94, AFL_CONTACTLESS)))
  memory.write(CELL.gpoFlash, concat(tlv(0x82, AIP), tlv(0x94, AFL_FLASH)))
  memory.write(CELL.versionContact, VERSION.contact)
  memory.write(CELL.versionFlash, VERSION.flash)
}

function proprietaryTemplate({ label, priority, preferredName }: PbocProfile, pdol: Uint8Array): Uint8Array {
  return tlv(
    0xa5,
    tlv(0x50, label),
    tlv(0x87, Uint8Array.of(priority)),
    tlv(0x9f38, pdol),
    tlv(0x5f2d, LANGUAGES),
    tlv(0x9f11, CODE_TABLE),
    tlv(0x9f12, preferredName),
    tlv(
      0xbf0c,
      tlv(0x9f4d, Uint8Array.of(TRANSACTION_LOG.sfi, TRANSACTION_LOG.records)),
      tlv(0xdf4d, Uint8Array.of(LOAD_LOG.sfi, LOAD_LOG.records))
    )
  )
}

function writeRecords(memory: MemoryArea, profile: PbocProfile): void {
  const record = (sfi: number, number: number, ...objects: readonly Uint8Array[]): void =>
    memory.write(recordCell(sfi, number), tlv(0x70, ...objects))
  const { pan, expiry } = profile
  record(1, 1, tlv(0x57, track2(pan, expiry)), tlv(0x5f20, profile.name), tlv(0x9f1f, text('00000000')))
  record(1, 2, tlv(0x9f0b, profile.extendedName), ...document(profile))
  const signed = signedRecord(profile)
  const certified = certificates(profile, signed)
  memory.write(recordCell(2, 1), signed)
  record(
    2,
    2,
    ...[tlv(0x5f30, hex(`0${SERVICE_CODE}`)), tlv(0x9f63, PRODUCT_IDENTIFICATION), tlv(0x9f49, DDOL)],
    ...certified.rest
  )
  record(2, 3, certified.card)
  record(2, 4, certified.staticData)
  record(3, 1, ...certified.issuer)
  record(4, 1, tlv(0x9f14, hex('00')), tlv(0x9f23, hex('00')))
  record(5, 1, tlv(0x9f74, text('ECC001')))
}

/** The record that data authentication covers. */
function signedRecord({ pan, psn, expiry, effective, cvmRules }: PbocProfile): Uint8Array {
  return tlv(
    0x70,
    ...[tlv(0x5a, compressed(pan)), tlv(0x5f34, hex(psn)), tlv(0x5f24, bcdBytes(expiry, 3))],
    ...[tlv(0x5f25, bcdBytes(effective, 3)), tlv(0x5f28, CHINA), tlv(0x9f07, hex('FF00'))],
    ...[tlv(0x8e, new Uint8Array(8), cvmRules), tlv(0x9f08, APPLICATION_VERSION), tlv(0x9f42, CNY)],
    ...[tlv(0x9f0d, hex('D8609CA800')), tlv(0x9f0e, hex('0010000000')), tlv(0x9f0f, hex('D8689CF800'))],
    ...[tlv(0x8c, CDOL1), tlv(0x8d, CDOL2), tlv(0x9f4a, STATIC_TAGS)]
  )
}

/** Certificates of the TEST issuer over this card's data, as data objects for its records. */
function certificates({ kind, pan, expiry }: PbocProfile, signed: Uint8Array) {
  const issuer = testIssuer().rsa
  const flagged = staticDataToAuthenticate([{ sfi: 2, record: 1, data: signed }])
  if (flagged.kind !== 'ok') throw new Error('the signed record is no template 70')
  const staticData = concat(flagged.bytes, AIP)
  const icc = iccCertificate(issuer.signer, {
    pan,
    // MMYY
    expiry: hex(expiry.slice(2, 4) + expiry.slice(0, 2)),
    serial: hex('000001'),
    publicKey: testCard(kind).rsa.publicKey,
    staticData
  })
  const optional = (tag: number, value: Uint8Array | undefined): Uint8Array[] =>
    value === undefined ? [] : [tlv(tag, value)]
  return {
    card: tlv(0x9f46, icc.certificate),
    rest: [...optional(0x9f47, icc.exponent), ...optional(0x9f48, icc.remainder)],
    staticData: tlv(
      0x93,
      signedStaticData(issuer.signer, { dataAuthenticationCode: hex('DAC1'), staticData })
    ),
    issuer: [
      tlv(0x8f, issuer.caIndex),
      tlv(0x90, issuer.certificate),
      tlv(0x9f32, issuer.exponent),
      ...optional(0x92, issuer.remainder)
    ]
  }
}

/** Keys derived from the TEST issuer's, and the card's own RSA key; all published, none protects anything. */
function writeKeys(memory: MemoryArea, { kind, pan, psn }: PbocProfile): void {
  const { ac, mac, enc } = testIssuer().masterKeys.tripleDes
  const issuer = { ac: secretKey('3des', ac), mac: secretKey('3des', mac), enc: secretKey('3des', enc) }
  writeCardKeys(memory, deriveCardKeys(issuer, { pan, psn }))
  writeIccKey(memory, testCardKeyParts(kind))
  memory.write(RANDOM_STATE, sha256(text(`${kind} ${pan} ${psn}`)))
}

function document({ documentNumber }: PbocProfile): Uint8Array[] {
  return documentNumber === undefined ? [] : [tlv(0x9f61, documentNumber), tlv(0x9f62, hex('00'))]
}

function writeObjects(memory: MemoryArea, { history, singleLimit, resetThreshold }: PbocProfile): void {
  const object = (tag: number, value: Uint8Array): void => memory.write(objectCell(tag), value)
  const amount = (tag: number, value: number): void => object(tag, bcdBytes(value, 6))
  amount(0x9f79, history.balance)
  amount(0x9f77, BALANCE_LIMIT)
  amount(0x9f78, singleLimit)
  amount(0x9f6d, resetThreshold)
  amount(0x9f6b, singleLimit)
  for (const tag of [0x9f54, 0x9f5c, 0x9f75]) amount(tag, 0)
  for (const tag of [0x9f53, 0x9f58, 0x9f59, 0x9f72]) object(tag, hex('00'))
  object(0x9f36, uintBytes(history.atc, 2))
  object(0x9f13, uintBytes(history.lastOnlineAtc, 2))
  object(0x9f4f, TRANSACTION_LOG_FORMAT)
  object(0xdf4f, LOAD_LOG_FORMAT)
  object(0x9f51, CNY)
  object(0x9f57, CHINA)
  object(0x9f52, hex('C000'))
  object(0x9f56, hex('80'))
  object(0x9f68, hex('9910F000'))
}

function writePin(memory: MemoryArea, pin: string): void {
  memory.write(CELL.pin, pinBlock(pin))
  memory.write(CELL.pinTryLimit, Uint8Array.of(PIN_TRIES))
  memory.write(objectCell(0x9f17), Uint8Array.of(PIN_TRIES))
}

function track2(pan: string, expiry: string): Uint8Array {
  return compressed(`${pan}D${expiry.slice(0, 4)}${SERVICE_CODE}00000000`)
}

function compressed(digits: string): Uint8Array {
  return hex(digits.length % 2 === 0 ? digits : `${digits}F`)
}

function text(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0))
}
