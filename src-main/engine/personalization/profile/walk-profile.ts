import type {
  Computation,
  PersonalizationProfile,
  ProfileGrouping,
  ProfileInstance,
  ProfileObject
} from '../../../contract/personalization'

/** Values that stay secret. */
const SECRETS: ReadonlySet<Computation> = new Set([
  'application-keys',
  'sm4-keys',
  'reference-pin',
  'sm2-private-key',
  'rsa-q-inverse',
  'rsa-d-mod-q',
  'rsa-d-mod-p',
  'rsa-q',
  'rsa-p'
])

export function isSecretComputation(computation: Computation | undefined): boolean {
  return computation !== undefined && SECRETS.has(computation)
}

/** An object with where it stands: `applications.pboc.0201.8C`. */
export interface PlacedObject {
  readonly path: string
  readonly object: ProfileObject
}

/** All objects of a grouping, those inside others too. */
export function* objectsOf(
  instance: ProfileInstance,
  { dgi, objects }: ProfileGrouping
): Generator<PlacedObject> {
  yield* placed(groupingPath(instance, dgi), objects)
}

function* placed(path: string, objects: readonly ProfileObject[]): Generator<PlacedObject> {
  for (const [index, object] of objects.entries()) {
    const own = `${path}.${object.tag ?? index}`
    yield { path: own, object }
    if (object.objects !== undefined) yield* placed(own, object.objects)
  }
}

export function groupingPath({ id }: ProfileInstance, dgi: string): string {
  return `applications.${id}.${dgi}`
}

/** Value of a constant or a parameter that is hexadecimal; undefined for all others. */
export function constantOf(
  { product, issuer }: PersonalizationProfile,
  object: ProfileObject
): string | undefined {
  if (object.hex !== undefined) return object.hex
  switch (object.parameter) {
    case 'issuer.cdol1':
      return issuer.cdol1
    case 'issuer.cdol2':
      return issuer.cdol2
    case 'issuer.ddol':
      return issuer.ddol
    case 'issuer.cvmList':
      return issuer.cvmList
    case 'product.aid':
      return product.aid
    default:
      return undefined
  }
}

/** Whether the grouping is a record: file 1 to 10. */
export function isEmvRecord({ dgi }: ProfileGrouping): boolean {
  const sfi = Number.parseInt(dgi.slice(0, 2), 16)
  return sfi >= 1 && sfi <= 10
}
