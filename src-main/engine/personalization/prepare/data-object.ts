import type { ProfileObject } from '../../../contract/personalization'
import { bcdBytes } from '../../bytes/bcd'
import { concat } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import type { Composition } from '../../key-operations/operation'
import { tlv } from '../../tlv/tlv'
import { applicantValue } from './applicant-value'
import { computedValue, type Certifier } from './computed-value'
import { parameterValue } from './parameter-value'
import type { Preparation } from './preparation'
import { gbk } from './text-value'

const AMOUNT_LENGTH = 6

/** Gives the certifier of the DGI whose AFL a certificate covers; where none is named, of the instance's first. */
export type CertifierOf = (over: string | undefined) => Certifier

/** The whole object with tag and length, or bare bytes; empty where it is optional and there is no value. */
export function* objectBytes(
  preparation: Preparation,
  object: ProfileObject,
  certifierOf: CertifierOf
): Composition<Uint8Array> {
  const found = yield* valueOf(preparation, object, certifierOf)
  if (found === undefined) {
    if (object.optional === true) return new Uint8Array(0)
    throw new Error(`objectBytes: there is no value for ${object.tag ?? 'a part without a tag'}`)
  }
  const value = filled(found, object)
  return object.tag === undefined ? value : tlv(Number.parseInt(object.tag, 16), value)
}

/** One after the other. */
export function* objectsBytes(
  preparation: Preparation,
  objects: readonly ProfileObject[],
  certifierOf: CertifierOf
): Composition<Uint8Array> {
  const parts: Uint8Array[] = []
  for (const object of objects) parts.push(yield* objectBytes(preparation, object, certifierOf))
  return concat(...parts)
}

function* valueOf(
  preparation: Preparation,
  object: ProfileObject,
  certifierOf: CertifierOf
): Composition<Uint8Array | undefined> {
  const { profile, limits } = preparation
  if (object.hex !== undefined) return hex(object.hex)
  if (object.text !== undefined) return gbk(object.text)
  if (object.parameter !== undefined) return parameterValue(profile, object.parameter)
  if (object.limit !== undefined) return bcdBytes(limits[object.limit], AMOUNT_LENGTH)
  if (object.applicant !== undefined && object.as !== undefined) {
    return applicantValue(preparation, object.applicant, object.as)
  }
  if (object.compute !== undefined) {
    return yield* computedValue(preparation, object.compute, certifierOf(object.over))
  }
  return yield* objectsBytes(preparation, object.objects ?? [], certifierOf)
}

function filled(value: Uint8Array, { length, fill = '00' }: ProfileObject): Uint8Array {
  if (length === undefined || value.length >= length) return value
  return concat(value, new Uint8Array(length - value.length).fill(Number.parseInt(fill, 16)))
}
