import { concat } from '../bytes/bytes'
import type { CapFile, CapOutcome, CapProblem } from './cap-file'
import {
  COMPONENT_NAMES,
  isComponent,
  LOAD_ORDER,
  LONGEST_COMPONENT,
  REQUIRED,
  splitComponents,
  type ComponentName
} from './component'
import { packageInfo } from './package-info'
import { unpack, zipDirectory, type Unpacked, type ZipEntry } from './zip'

/** Far more than the memory of any card, and little enough to be read at once. */
const LONGEST_FILE = 8 * 1024 * 1024

/**
 * Reads a CAP file: a ZIP archive whose components lie in a folder `javacard` (Java Card Virtual Machine Specification,
 * chapter 6), or the components one after the other as cards get them. Whatever is missing, cut off, changed or too
 * large is said with the component's name; never throws.
 */
export function readCap(file: Uint8Array): CapOutcome {
  if (file.length > LONGEST_FILE) return problem({ kind: 'too-large' })
  const directory = zipDirectory(file)
  switch (directory.kind) {
    case 'ok':
      return fromArchive(file, directory.entries)
    case 'not-a-zip': {
      const components = splitComponents(file)
      return components === undefined || components.size === 0
        ? problem({ kind: 'not-a-zip' })
        : fromComponents(components)
    }
    case 'broken':
      return problem({ kind: 'archive-broken' })
    case 'unsupported':
      return problem({ kind: 'archive-unsupported' })
    case 'too-many':
      return problem({ kind: 'too-large' })
  }
}

/** What is loaded (the value of C4) and hashed: the components in the order of loading; Descriptor where asked for. */
export function loadFileDataBlock({ components }: CapFile, withDescriptor = false): Uint8Array {
  const loaded = LOAD_ORDER.filter((name) => name !== 'Descriptor' || withDescriptor)
  return concat(...loaded.map((name) => components.get(name) ?? new Uint8Array()))
}

const COMPONENT_PATH = /(?:^|\/)javacard\/(\w+)\.cap$/i

function fromArchive(file: Uint8Array, entries: readonly ZipEntry[]): CapOutcome {
  const components = new Map<ComponentName, Uint8Array>()
  for (const entry of entries) {
    const name = componentOf(entry)
    if (name === undefined) continue
    if (components.has(name)) return problem({ kind: 'several-packages' })
    const unpacked = unpack(file, entry, LONGEST_COMPONENT)
    if (unpacked.kind !== 'ok') return problem({ kind: UNPACKING[unpacked.kind], component: name })
    components.set(name, unpacked.bytes)
  }
  return components.size === 0 ? problem({ kind: 'no-package' }) : fromComponents(components)
}

const UNPACKING = {
  broken: 'component-broken',
  unsupported: 'component-unsupported',
  'too-large': 'component-too-large',
  'checksum-wrong': 'component-changed'
} as const satisfies Record<Exclude<Unpacked['kind'], 'ok'>, CapProblem['kind']>

function componentOf({ name }: ZipEntry): ComponentName | undefined {
  const wanted = COMPONENT_PATH.exec(name)?.[1]?.toLowerCase()
  return COMPONENT_NAMES.find((known) => known.toLowerCase() === wanted)
}

function fromComponents(components: ReadonlyMap<ComponentName, Uint8Array>): CapOutcome {
  const missing = REQUIRED.find((name) => !components.has(name))
  if (missing !== undefined) return problem({ kind: 'component-missing', component: missing })
  for (const [name, bytes] of components) {
    if (!isComponent(name, bytes)) return problem({ kind: 'component-broken', component: name })
  }
  const read = packageInfo(components)
  return read.kind === 'ok' ? { kind: 'ok', cap: { ...read.info, components } } : read
}

function problem(what: CapProblem): CapOutcome {
  return { kind: 'problem', problem: what }
}
