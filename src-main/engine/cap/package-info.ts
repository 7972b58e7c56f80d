import { equalBytes, startsWith } from '../bytes/bytes'
import { hex, toHex } from '../bytes/hex'
import type { CapProblem, CapFile, PackageReference } from './cap-file'
import { COMPONENT_HEADER, type ComponentName } from './component'

const MAGIC = hex('DECAFFED')
const FLAG_INT = 0x01
/** The package has these components, which others lack. */
const FLAG_EXPORT = 0x02
const FLAG_APPLET = 0x04
/** Java Card 3.1: components of more than 64 KiB, which GlobalPlatform loads in another way. */
const FLAG_EXTENDED = 0x08
/** javacard.framework: minor version to the Java Card version that brought it. */
const FRAMEWORK = hex('A0000000620101')
const FRAMEWORK_VERSIONS: Readonly<Record<number, string>> = {
  0: '2.1.1',
  1: '2.1.2',
  2: '2.2.1',
  3: '2.2.2',
  4: '3.0.1',
  5: '3.0.4',
  6: '3.0.5',
  8: '3.1'
}

type PackageInfo = Omit<CapFile, 'components'>

/** What the components Header, Applet and Import say (Java Card Virtual Machine Specification, 6.3, 6.5, 6.6). */
export function packageInfo(
  components: ReadonlyMap<ComponentName, Uint8Array>
):
  | { readonly kind: 'ok'; readonly info: PackageInfo }
  | { readonly kind: 'problem'; readonly problem: CapProblem } {
  const header = headerIn(new Reader(components.get('Header')))
  if (header === undefined) return broken('Header')
  if (header.extended) return { kind: 'problem', problem: { kind: 'extended-format' } }
  const promised = header.promises.find((name) => !components.has(name))
  if (promised !== undefined) {
    return { kind: 'problem', problem: { kind: 'component-missing', component: promised } }
  }
  const imports = listIn(new Reader(components.get('Import')), (reader) => reader.reference())
  if (imports === undefined) return broken('Import')
  const hasApplets = components.has('Applet')
  const applets = hasApplets ? listIn(new Reader(components.get('Applet')), appletIn) : []
  if (applets === undefined) return broken('Applet')
  const framework = imports.find(({ aid, major }) => major === 1 && equalBytes(aid, FRAMEWORK))
  const javaCard = framework && FRAMEWORK_VERSIONS[framework.minor]
  const { own, format, usesInt } = header
  return {
    kind: 'ok',
    info: { package: own, format, usesInt, applets, imports, ...(javaCard !== undefined && { javaCard }) }
  }
}

function broken(component: ComponentName) {
  return { kind: 'problem', problem: { kind: 'component-broken', component } } as const
}

function headerIn(reader: Reader) {
  const magic = reader.take(MAGIC.length)
  const [minor, major, flags] = [reader.byte(), reader.byte(), reader.byte()]
  const own = reader.reference()
  if (!startsWith(magic, MAGIC) || flags === undefined || own === undefined) return undefined
  const promises: ComponentName[] = []
  if ((flags & FLAG_APPLET) !== 0) promises.push('Applet')
  if ((flags & FLAG_EXPORT) !== 0) promises.push('Export')
  return {
    own,
    promises,
    format: `${major ?? 0}.${minor ?? 0}`,
    usesInt: (flags & FLAG_INT) !== 0,
    extended: (flags & FLAG_EXTENDED) !== 0
  }
}

/** An applet's AID, then where its install method is. */
function appletIn(reader: Reader): Uint8Array | undefined {
  const aid = reader.aid()
  return reader.take(2).length === 2 ? aid : undefined
}

/** A number of items, then the items to the end of the component; undefined where they do not fill it. */
function listIn<Item>(reader: Reader, item: (reader: Reader) => Item | undefined): Item[] | undefined {
  const count = reader.byte()
  if (count === undefined) return undefined
  const items: Item[] = []
  for (let left = count; left > 0; left -= 1) {
    const next = item(reader)
    if (next === undefined) return undefined
    items.push(next)
  }
  return reader.atEnd ? items : undefined
}

/** Reads a component from its third byte on; undefined, or fewer bytes, at its end. */
class Reader {
  #at = COMPONENT_HEADER

  constructor(private readonly bytes: Uint8Array = new Uint8Array()) {}

  get atEnd(): boolean {
    return this.#at === this.bytes.length
  }

  byte(): number | undefined {
    return this.take(1)[0]
  }

  take(length: number): Uint8Array {
    const start = this.#at
    this.#at = Math.min(start + length, this.bytes.length)
    return this.bytes.slice(start, this.#at)
  }

  /** 5 to 16 bytes behind their length. */
  aid(): Uint8Array | undefined {
    const length = this.byte() ?? 0
    const aid = this.take(length)
    return length >= 5 && length <= 16 && aid.length === length ? aid : undefined
  }

  /** Minor and major version, then the AID. */
  reference(): PackageReference | undefined {
    const [minor, major] = [this.byte(), this.byte()]
    const aid = this.aid()
    return aid === undefined || minor === undefined || major === undefined ? undefined : { aid, major, minor }
  }
}

/** `A0000000620101 1.2`. */
export function referenceText({ aid, major, minor }: PackageReference): string {
  return `${toHex(aid)} ${major}.${minor}`
}
