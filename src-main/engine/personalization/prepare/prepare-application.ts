import type { ProfileGrouping, ProfileInstance } from '../../../contract/personalization'
import { hex } from '../../bytes/hex'
import type { Composition } from '../../key-operations/operation'
import { decodeTlv, findTag, tlv } from '../../tlv/tlv'
import { certified, type Certified } from './certified'
import type { Certifier } from './computed-value'
import { secretValue } from './computed-value'
import { objectsBytes, type CertifierOf } from './data-object'
import type { Preparation } from './preparation'
import type { DgiContent, PreparedApplication, PreparedDgi } from './prepared-card'
import { signedRecordIds, staticDataOf } from './signed-records'

/** All data groupings of one instance, in the profile's order; those of which nothing is there are left out. */
export function* prepareApplication(
  preparation: Preparation,
  instance: ProfileInstance
): Composition<PreparedApplication> {
  const { profile } = preparation
  const enciphered = new Map(profile.chip.encipher.map(({ dgi, pad }) => [dgi, pad]))
  const certifierOf = certifiers(preparation, instance)
  const groupings: PreparedDgi[] = []
  for (const grouping of instance.data) {
    const content = yield* groupingContent(preparation, grouping, certifierOf)
    if (content === undefined) continue
    const pad = enciphered.get(grouping.dgi)
    groupings.push({ id: idOf(grouping), content, encrypt: pad !== undefined, pad: pad === true })
  }
  return {
    id: instance.id,
    module: hex(instance.module),
    instance: hex(instance.instance === 'product' ? profile.product.aid : instance.instance),
    privileges: hex(instance.privileges),
    parameters: hex(instance.parameters),
    groupings
  }
}

function* groupingContent(
  preparation: Preparation,
  grouping: ProfileGrouping,
  certifierOf: CertifierOf
): Composition<DgiContent | undefined> {
  const [only] = grouping.objects
  if (only?.compute !== undefined && only.tag === undefined) {
    const secret = yield* secretValue(preparation, only.compute)
    if (secret !== undefined) return secret === 'absent' ? undefined : secret
  }
  const bytes = yield* groupingBytes(preparation, grouping, certifierOf)
  const isEmpty = bytes.length === (grouping.template === undefined ? 0 : 2)
  return isEmpty && grouping.objects.every(({ optional }) => optional === true)
    ? undefined
    : { kind: 'plain', bytes }
}

function* groupingBytes(
  preparation: Preparation,
  { objects, template }: ProfileGrouping,
  certifierOf: CertifierOf
): Composition<Uint8Array> {
  const inner = yield* objectsBytes(preparation, objects, certifierOf)
  return template === undefined ? inner : tlv(Number.parseInt(template, 16), inner)
}

/** AIP and AFL that certificates cover where nothing else is said: by contact, and without; those for SM the same. */
const OPTIONS = { rsa: ['9104', '9204'], sm2: ['9114', '9217'] } as const

/** Certifiers for the instance's AFLs; each signs once, for all values that want it. */
function certifiers(preparation: Preparation, { data }: ProfileInstance): CertifierOf {
  const made = new Map<string, Certified>()
  const find = (id: number): ProfileGrouping => {
    const found = data.find((grouping) => idOf(grouping) === id)
    if (found === undefined) throw new Error(`certifiers: there is no DGI ${id.toString(16)}`)
    return found
  }
  const usual = (algorithm: keyof typeof OPTIONS): string => {
    const places = profileHasTwo(preparation) ? OPTIONS[algorithm] : OPTIONS.rsa
    return places.find((dgi) => data.some((grouping) => grouping.dgi === dgi)) ?? places[0]
  }
  return (named): Certifier =>
    function* (algorithm) {
      const over = named ?? usual(algorithm)
      const name = `${over} ${algorithm}`
      const known = made.get(name)
      if (known !== undefined) return known
      const options = yield* groupingBytes(preparation, find(Number.parseInt(over, 16)), nothingSigned)
      const { nodes } = decodeTlv(options)
      const records: { id: number; data: Uint8Array }[] = []
      for (const id of signedRecordIds(findTag(nodes, 0x94)?.value ?? new Uint8Array(0))) {
        records.push({ id, data: yield* groupingBytes(preparation, find(id), nothingSigned) })
      }
      const aip = findTag(nodes, 0x82)?.value ?? new Uint8Array(0)
      const result = yield* certified(preparation, staticDataOf(records, aip), algorithm)
      made.set(name, result)
      return result
    }
}

function profileHasTwo({ profile }: Preparation): boolean {
  return profile.issuer.algorithms === 'both'
}

const nothingSigned: CertifierOf =
  (over = 'the processing options') =>
  () => {
    throw new Error(`certifiers: what the AFL of ${over} marks cannot hold its own signature`)
  }

function idOf({ dgi }: ProfileGrouping): number {
  return Number.parseInt(dgi, 16)
}
