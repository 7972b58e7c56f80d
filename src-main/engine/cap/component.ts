/** Components of a CAP file by their tag (Java Card Virtual Machine Specification, 6.1). */
const TAGS = {
  Header: 1,
  Directory: 2,
  Applet: 3,
  Import: 4,
  ConstantPool: 5,
  Class: 6,
  Method: 7,
  StaticField: 8,
  RefLocation: 9,
  Export: 10,
  Descriptor: 11,
  Debug: 12
} as const

export type ComponentName = keyof typeof TAGS

/** The order in which cards want them; Debug is never loaded, Descriptor only where a card asks for it. */
export const LOAD_ORDER = [
  'Header',
  'Directory',
  'Import',
  'Applet',
  'Class',
  'Method',
  'StaticField',
  'Export',
  'ConstantPool',
  'RefLocation',
  'Descriptor'
] as const satisfies readonly ComponentName[]

/** Libraries have no applets, applets need not export. */
const OPTIONAL: ReadonlySet<ComponentName> = new Set(['Applet', 'Export', 'Descriptor', 'Debug'])

export const COMPONENT_NAMES = Object.keys(TAGS) as readonly ComponentName[]
export const REQUIRED = COMPONENT_NAMES.filter((name) => !OPTIONAL.has(name))
/** Tag, and a length of two bytes. */
export const COMPONENT_HEADER = 3
/** Longest component in bytes, tag and length included. */
export const LONGEST_COMPONENT = COMPONENT_HEADER + 0xffff

/** Whether the bytes are this component from their first to their last: tag, length, as many bytes. */
export function isComponent(name: ComponentName, bytes: Uint8Array): boolean {
  return bytes[0] === TAGS[name] && bytes.length === COMPONENT_HEADER + announced(bytes, 0)
}

/** Splits a load file data block into its components, in the order of loading; undefined where it is none. */
export function splitComponents(block: Uint8Array): Map<ComponentName, Uint8Array> | undefined {
  const found = new Map<ComponentName, Uint8Array>()
  let at = 0
  while (at < block.length) {
    const name = COMPONENT_NAMES.find((known) => TAGS[known] === block[at])
    const end = at + COMPONENT_HEADER + announced(block, at)
    if (name === undefined || found.has(name) || end > block.length) return undefined
    found.set(name, block.slice(at, end))
    at = end
  }
  return found
}

function announced(bytes: Uint8Array, at: number): number {
  return (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
}
