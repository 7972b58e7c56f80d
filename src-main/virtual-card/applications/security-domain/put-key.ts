import { concat } from '../../../engine/bytes/bytes'
import { APPLICATION_STATE } from '../../os/registry'
import { answer, status, SW } from '../../os/status-words'
import { FACTORY_VERSION, readKeys, removeKey, setsForChannel, writeKey } from './domain-keys'
import type { Domain, ManagementCommand } from './domain'
import { readKeyData } from './key-data'

/** P1: a new version, or the one to replace; more commands are not taken. */
const NEW = 0x00
const MAX_VERSION = 0x7f
const KEY_ID = 0x7f
/** Keys of a secure channel. */
const CHANNEL_KEYS = 3

/**
 * PUT KEY (GlobalPlatform Card 2.3.1, 11.8): one key or several, all of them or none. Answers the version and the check values.
 * 6A80: no key data, a wrong check value, a version out of range or a key that is there already; 6A88: nothing to replace; 6985:
 * the domain would be left without keys for a secure channel.
 *
 * A first whole set takes the place of the factory's (version FF), whether FF is named in P1 or not, as chips of the
 * trade do.
 */
export const putKey: ManagementCommand = (domain, { p1, p2, data }) => {
  const { memory, channel } = domain
  const firstId = p2 & KEY_ID
  if ((p1 > MAX_VERSION && p1 !== FACTORY_VERSION) || firstId === 0) return status(SW.wrongParameters)
  const [version = 0] = data
  const keys = readKeyData(data.slice(1), (bytes) => channel.decipher(bytes))
  if (keys === undefined || version === 0 || version > MAX_VERSION) return status(SW.wrongData)
  if (keys.length > 1 && (p2 & 0x80) === 0) return status(SW.wrongData)
  const setsBefore = setsForChannel(memory)
  for (const [index, { type, value }] of keys.entries()) {
    const id = firstId + index
    const at = (wanted: number) => readKeys(memory).find((key) => key.version === wanted && key.id === id)
    const replaced = p1 === NEW ? undefined : at(p1)
    if (p1 !== NEW && replaced === undefined) return status(SW.referencedDataNotFound)
    if (replaced !== undefined) removeKey(memory, replaced)
    if (at(version) !== undefined) return status(SW.wrongData)
    writeKey(memory, { version, id, type, value })
  }
  const isSet = firstId === 1 && keys.length >= CHANNEL_KEYS && setsForChannel(memory).includes(version)
  if (isSet) removeFactoryKeys(domain)
  if (setsBefore.length > 0 && setsForChannel(memory).length === 0) return status(SW.conditionsNotSatisfied)
  if (isSet) becomePersonalized(domain)
  return answer(concat(Uint8Array.of(version), ...keys.map(({ checkValue }) => checkValue)))
}

function removeFactoryKeys({ memory }: Domain): void {
  for (const key of readKeys(memory)) if (key.version === FACTORY_VERSION) removeKey(memory, key)
}

/** A supplementary domain with keys of its own needs those of the domain above it no more. */
function becomePersonalized({ aid, content: { registry } }: Domain): void {
  const entry = registry.find(aid)
  if (entry?.lifeCycle === APPLICATION_STATE.selectable) {
    registry.put({ ...entry, lifeCycle: APPLICATION_STATE.personalized })
  }
}
