import { bcdDigits } from '../../../../engine/bytes/bcd'
import { concat, equalBytes } from '../../../../engine/bytes/bytes'
import { hex } from '../../../../engine/bytes/hex'
import { keyCheckValue } from '../../../../engine/crypto/kcv'
import { secretKey, type KeyAlgorithm } from '../../../../engine/crypto/key-ref'
import { unpadMethod2 } from '../../../../engine/crypto/padding'
import { decodeTlv } from '../../../../engine/tlv/tlv'
import type { MemoryArea } from '../../../memory/memory-area'
import { SW } from '../../../os/status-words'
import { storeFci, storeRecord } from '../../personalization/selection-data'
import type { Personalization } from '../../personalization/store-data'
import { ALGORITHM_SM4 } from '../card-keys'
import { CELL, objectCell } from '../pboc-cells'
import { WRITABLE } from '../script/put-data'
import { IccKeyData, isIccKeyGrouping } from './icc-key-data'
import { referencePin } from './pin-data'
import { cryptogramVersion, processingOptions } from './processing-options-data'

type Store = (memory: MemoryArea, value: Uint8Array) => number

const KEY_LENGTH = 16
const PIN_BLOCK = 8
const CARD_KEYS = [CELL.keyAc, CELL.keyMac, CELL.keyEnc] as const
const PIN_TRY_COUNTER = objectCell(0x9f17)
const EXTENDED_FILE = 7
/** Log files, which get their size from the FCI and their records from transactions. */
const LOG_FILES = [0x0b, 0x0c]

/** What a data grouping does (UnionPay profiles; EMV CPS 1.1). All others that are no record are 6A80. */
const STORES: Readonly<Record<number, Store>> = {
  0x0d01: storeObjects,
  0x0e01: storeObjects,
  0x8000: (memory, value) => storeKeys(memory, value, CARD_KEYS),
  0x9000: (memory, value) => checkKeys(readAll(memory, CARD_KEYS), '3des', value),
  0x8010: storePin,
  0x9010: storePinTries,
  0x8020: (memory, value) => storeWhole(memory, CELL.keysExtended, bare(value, KEY_LENGTH), KEY_LENGTH),
  0x9020: (memory, value) => checkKeys(memory.read(CELL.keysExtended), '3des', value),
  0x8030: storeSm4Keys,
  0x9030: (memory, value) => checkKeys(memory.read(CELL.keysSm4), 'sm4', value),
  0x8100: storeSm2Key,
  0x9102: (memory, value) => storeFci(memory, CELL.fciContact, value),
  0x9103: (memory, value) => storeFci(memory, CELL.fciContactless, value),
  0x9104: (memory, value) => storeOptions(memory, CELL.gpoContact, value),
  0x9203: (memory, value) => storeOptions(memory, CELL.gpoEcash, value),
  0x9204: (memory, value) => storeOptions(memory, CELL.gpoContactless, value),
  0x9207: (memory, value) => storeFlash(memory, [CELL.gpoFlash, CELL.versionFlash], value),
  // For terminals that say DF69=01, as UnionPay profiles number them; vendors differ.
  0x9114: (memory, value) => storeOptions(memory, CELL.gpoContactSm, value),
  0x9213: (memory, value) => storeOptions(memory, CELL.gpoEcashSm, value),
  0x9217: (memory, value) => storeFlash(memory, [CELL.gpoFlashSm, CELL.versionFlashSm], value),
  0x9201: (memory, value) => storeVersion(memory, CELL.versionContactSm, value),
  0x9200: (memory, value) => storeVersion(memory, CELL.versionContact, value),
  0xa001: (memory, value) => storeWhole(memory, CELL.filesExtended, value, EXTENDED_FILE)
}

/** What the application cannot work without; with a side, and with a PIN, what belongs to them. */
const NEEDED: readonly string[] = CARD_KEYS

const SM_OF_CONTACT: readonly string[] = [CELL.gpoContactSm, CELL.gpoEcashSm]
const CONTACT: readonly string[] = [CELL.fciContact, CELL.gpoContact, CELL.gpoEcash]

/** What is not told is so. */
const DEFAULTS: readonly (readonly [cell: string, value: Uint8Array])[] = [
  [objectCell(0x9f36), hex('0000')],
  [objectCell(0x9f13), hex('0000')],
  [CELL.versionContact, hex('0101')],
  [CELL.versionFlash, hex('0117')]
]

/** The data groupings of a PBOC application. */
export class PbocPersonalization implements Personalization {
  readonly #iccKey: IccKeyData

  constructor(private readonly memory: MemoryArea) {
    this.#iccKey = new IccKeyData(memory)
  }

  begin(): void {
    this.#iccKey.begin()
  }

  store({ id, value }: { readonly id: number; readonly value: Uint8Array }): number {
    if (isIccKeyGrouping(id)) return this.#iccKey.store(id, value)
    const store = STORES[id]
    if (store !== undefined) return store(this.memory, value)
    return LOG_FILES.includes(id >> 8) ? SW.wrongData : storeRecord(this.memory, id, value)
  }

  finish(): number {
    const { memory } = this
    const hasAll = NEEDED.every((cell) => memory.has(cell)) && this.#iccKey.isWhole
    // One side alone is enough, but what is begun of a side is whole.
    const contact = memory.has(CELL.fciContact) && memory.has(CELL.gpoContact)
    const options = [CELL.gpoFlash, CELL.gpoContactless].some((cell) => memory.has(cell))
    const contactless = memory.has(CELL.fciContactless) && options
    const half = !contact && CONTACT.some((cell) => memory.has(cell))
    const sides = (contact || contactless) && !half && (!options || memory.has(CELL.fciContactless))
    const pin = !memory.has(CELL.pin) || (memory.has(CELL.pinTryLimit) && memory.has(PIN_TRY_COUNTER))
    const ecash = !memory.has(CELL.gpoEcash) || memory.has(objectCell(0x9f79))
    if (!hasAll || !sides || !pin || !ecash || !this.#isSmWhole()) return SW.conditionsNotSatisfied
    for (const [cell, value] of DEFAULTS) if (!memory.has(cell)) memory.write(cell, value)
    return SW.ok
  }

  /** With a set for SM there are its version, the SM2 key and, where its cryptograms want them, the SM4 keys. */
  #isSmWhole(): boolean {
    const { memory } = this
    const [contact, flash] = [SM_OF_CONTACT.some((cell) => memory.has(cell)), memory.has(CELL.gpoFlashSm)]
    if (contact && !memory.has(CELL.versionContactSm)) return false
    if (flash && !memory.has(CELL.versionFlashSm)) return false
    const versions = [CELL.versionContact, CELL.versionFlash, CELL.versionContactSm, CELL.versionFlashSm]
    const sm4 = versions.some((cell) => memory.read(cell)?.[2] === ALGORITHM_SM4)
    return (!(contact || flash) || memory.has(CELL.keySm2)) && (!sm4 || memory.has(CELL.keysSm4))
  }
}

/** Internal data objects, one after the other, without a template. */
function storeObjects(memory: MemoryArea, value: Uint8Array): number {
  const { nodes, problems } = decodeTlv(value)
  if (problems.length > 0 || !nodes.every((node) => isObject(node.tag, node.value))) return SW.wrongData
  for (const node of nodes) memory.write(objectCell(node.tag), node.value)
  return SW.ok
}

const COUNTER_LENGTHS: Readonly<Record<number, number>> = { 0x9f36: 2, 0x9f13: 2, 0x9f17: 1 }

/** What the application computes with has its length, and an amount has decimal digits. */
function isObject(tag: number, value: Uint8Array): boolean {
  const length = COUNTER_LENGTHS[tag] ?? WRITABLE[tag]
  if (length !== undefined && value.length !== length) return false
  return WRITABLE[tag] !== 6 || bcdDigits(value) !== undefined
}

/** A secret that fills whole units as it is, else without padding: hosts pad where the blocks of the cipher are longer. */
function bare(value: Uint8Array, unit: number): Uint8Array {
  return value.length % unit === 0 ? value : (unpadMethod2(value) ?? value)
}

function storeSm4Keys(memory: MemoryArea, value: Uint8Array): number {
  const keys = bare(value, 3 * KEY_LENGTH)
  if (keys.length !== 3 * KEY_LENGTH) return SW.wrongData
  memory.write(CELL.keysSm4, keys)
  return SW.ok
}

function storeKeys(memory: MemoryArea, given: Uint8Array, cells: readonly string[]): number {
  const value = bare(given, cells.length * KEY_LENGTH)
  if (value.length !== cells.length * KEY_LENGTH) return SW.wrongData
  cells.forEach((cell, index) =>
    memory.write(cell, value.slice(index * KEY_LENGTH, (index + 1) * KEY_LENGTH))
  )
  return SW.ok
}

/** Check values, 3 bytes for each key that is there. */
function checkKeys(keys: Uint8Array | undefined, algorithm: KeyAlgorithm, value: Uint8Array): number {
  if (keys === undefined) return SW.wrongData
  const values: Uint8Array[] = []
  for (let at = 0; at < keys.length; at += KEY_LENGTH) {
    values.push(keyCheckValue(secretKey(algorithm, keys.slice(at, at + KEY_LENGTH))))
  }
  return equalBytes(concat(...values), value) ? SW.ok : SW.wrongData
}

function readAll(memory: MemoryArea, cells: readonly string[]): Uint8Array | undefined {
  const values = cells.map((cell) => memory.read(cell))
  return values.every((value) => value !== undefined) ? concat(...values) : undefined
}

function storePin(memory: MemoryArea, value: Uint8Array): number {
  const pin = referencePin(value.length > PIN_BLOCK ? (unpadMethod2(value) ?? value) : value)
  if (pin === undefined) return SW.wrongData
  memory.write(CELL.pin, pin)
  return SW.ok
}

/** Tries that are left, and tries after a right PIN. */
function storePinTries(memory: MemoryArea, value: Uint8Array): number {
  const [counter, limit] = value
  if (value.length !== 2 || counter === undefined || limit === undefined) return SW.wrongData
  if (limit < 1 || limit > 15 || counter > limit) return SW.wrongData
  memory.write(PIN_TRY_COUNTER, Uint8Array.of(counter))
  memory.write(CELL.pinTryLimit, Uint8Array.of(limit))
  return SW.ok
}

/** A private key of 32 bytes, with or without what fills it up (vendors differ). */
function storeSm2Key(memory: MemoryArea, value: Uint8Array): number {
  const bare = value.length === 32 || (value.length > 32 && value[32] === 0x80)
  if (!bare || value.slice(33).some((byte) => byte !== 0)) return SW.wrongData
  memory.write(CELL.keySm2, value.slice(0, 32))
  return SW.ok
}

function storeWhole(memory: MemoryArea, cell: string, value: Uint8Array, unit: number): number {
  if (value.length === 0 || value.length % unit !== 0) return SW.wrongData
  memory.write(cell, value)
  return SW.ok
}

function storeOptions(memory: MemoryArea, cell: string, value: Uint8Array): number {
  const options = processingOptions(value)
  if (options === undefined) return SW.wrongData
  memory.write(cell, options)
  return SW.ok
}

/** AIP, AFL and, where it is told, the version in 9F10. */
function storeFlash(
  memory: MemoryArea,
  [options, version]: readonly [options: string, version: string],
  value: Uint8Array
): number {
  const told = decodeTlv(value).nodes.find(({ tag }) => tag === 0x9f10)
  const sw = told === undefined ? SW.ok : storeVersion(memory, version, told.value)
  return sw === SW.ok ? storeOptions(memory, options, value) : sw
}

function storeVersion(memory: MemoryArea, cell: string, value: Uint8Array): number {
  const version = cryptogramVersion(value)
  if (version === undefined) return SW.wrongData
  memory.write(cell, version)
  return SW.ok
}
