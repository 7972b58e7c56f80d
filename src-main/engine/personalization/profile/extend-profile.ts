/** JSON as a file holds it. */
type Json = unknown

/** What a chain of files came to: one object for the schema, or why it ends. */
export type ExtendedProfile =
  | { readonly kind: 'ok'; readonly profile: Record<string, Json> }
  | { readonly kind: 'unknown-base'; readonly base: string }
  | { readonly kind: 'unknown-carrier'; readonly carrier: string }
  | { readonly kind: 'circle'; readonly chain: readonly string[] }
  | { readonly kind: 'no-object' }

/** Elements of a list are the same one where this key says the same. */
const NAMES = ['id', 'dgi', 'tag'] as const

/** Folder of the carriers' files, below that of the profiles. */
const CARRIERS = 'carriers/'

/**
 * A profile file laid over the files that it extends (`"extends": "other"`). Objects are merged field by field. Lists
 * whose elements have an `id` or a `dgi` are merged by it, data objects replaced by their `tag`, new elements come behind, and `"remove": true` takes one out;
 * all other lists and values replace what was there, and `null` takes a field away. Where a file names its `carrier`, that
 * carrier's file lies between it and what it extends. Pure; `baseOf` finds a file by its name.
 */
export function extendProfile(
  file: Json,
  baseOf: (name: string) => Json,
  chain: readonly string[] = []
): ExtendedProfile {
  if (!isRecord(file)) return { kind: 'no-object' }
  const { extends: base, ...own } = file
  if (base === undefined) return onCarrier({}, own, baseOf, chain)
  const name = typeof base === 'string' ? base : JSON.stringify(base)
  if (chain.includes(name)) return { kind: 'circle', chain: [...chain, name] }
  const found = baseOf(name)
  if (found === undefined) return { kind: 'unknown-base', base: name }
  const below = extendProfile(found, baseOf, [...chain, name])
  return below.kind === 'ok' ? onCarrier(below.profile, own, baseOf, chain) : below
}

/** A file over what it extends, on the carrier that it names: the chip is the carrier's, all else of it is merged. */
function onCarrier(
  below: Record<string, Json>,
  own: Record<string, Json>,
  baseOf: (name: string) => Json,
  chain: readonly string[]
): ExtendedProfile {
  const name = own['carrier']
  if (typeof name !== 'string') return { kind: 'ok', profile: mergedRecords(below, own) }
  const place = CARRIERS + name
  if (chain.includes(place)) return { kind: 'circle', chain: [...chain, place] }
  const file = baseOf(place)
  if (file === undefined) return { kind: 'unknown-carrier', carrier: name }
  const carrier = extendProfile(file, baseOf, [...chain, place])
  if (carrier.kind !== 'ok') return carrier
  const { chip, issuer = {}, applications = [] } = carrier.profile
  const carried = mergedRecords(below, { issuer, applications })
  return { kind: 'ok', profile: mergedRecords({ ...carried, chip }, own) }
}

function merged(below: Json, above: Json): Json {
  if (isRecord(below) && isRecord(above)) return mergedRecords(below, above)
  if (Array.isArray(below) && Array.isArray(above)) return mergedLists(below, above)
  return above
}

function mergedRecords(below: Record<string, Json>, above: Record<string, Json>): Record<string, Json> {
  const result = new Map(Object.entries(below))
  for (const [key, value] of Object.entries(above)) {
    if (value === null) result.delete(key)
    else result.set(key, result.has(key) ? merged(result.get(key), value) : value)
  }
  return Object.fromEntries(result)
}

function mergedLists(below: readonly Json[], above: readonly Json[]): readonly Json[] {
  const name = NAMES.find((key) => [...below, ...above].every((item) => isRecord(item) && key in item))
  if (name === undefined) return above
  const result = [...below] as Record<string, Json>[]
  for (const item of above as readonly Record<string, Json>[]) {
    const at = result.findIndex((known) => known[name] === item[name])
    if (item['remove'] === true) {
      if (at >= 0) result.splice(at, 1)
    } else if (at < 0) result.push(item)
    // A data object has one source of its value: another one takes its place.
    else if (name === 'tag') result[at] = item
    else result[at] = mergedRecords(result[at] ?? {}, item)
  }
  return result
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
