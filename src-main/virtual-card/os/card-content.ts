import { equalBytes } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import { chipSettings } from '../chip/chip-settings'
import type { CardMemory } from '../memory/card-memory'
import { MemoryArea } from '../memory/memory-area'
import type { CardApplication } from './card-application'
import { Registry } from './registry'
import type { RegistryEntry } from './registry-entries'

/** Bytes of working memory for instances; the virtual chip gives every instance the same share of it. */
const VOLATILE_CAPACITY = 4096
const VOLATILE_SHARE = 128

/** The registry's cells, which a ready-made card writes before the card is first powered. */
export function registryOf(memory: CardMemory): Registry {
  return new Registry(new MemoryArea(memory, 'registry/'))
}

/** The cells of one application instance. */
export function instanceArea(memory: CardMemory, aid: Uint8Array): MemoryArea {
  return new MemoryArea(memory, `${toHex(aid)}/`)
}

/** The code on the card, and the applications of the session that it is in. */
export interface RunningApplications {
  /** Bytes of non-volatile memory that an instance of the module takes. */
  sizeOf(module: string): number
  /** Writes the first cells of a new instance. */
  initialise(entry: RegistryEntry): void
  application(entry: RegistryEntry): CardApplication
  /** What runs under the AID is no more. */
  forget(aid: Uint8Array): void
  selected(): Uint8Array | undefined
}

/** What lies on the card: registry, cells and memory together. Who manages it puts several changes into one update. */
export class CardContent {
  readonly registry: Registry

  constructor(
    private readonly memory: CardMemory,
    private readonly running: RunningApplications
  ) {
    this.registry = registryOf(memory)
  }

  /** The cells of an instance. */
  area(aid: Uint8Array): MemoryArea {
    return instanceArea(this.memory, aid)
  }

  /** Where the code that is being loaded lies until it is complete. */
  get loading(): MemoryArea {
    return new MemoryArea(this.memory, 'loading/')
  }

  /** What an interrupted load left behind. */
  discardLoading(): void {
    if (this.loading.cellNames().length > 0) this.memory.atomically(() => this.loading.clear())
  }

  application(entry: RegistryEntry): CardApplication {
    return this.running.application(entry)
  }

  isSelected(aid: Uint8Array): boolean {
    const selected = this.running.selected()
    return selected !== undefined && equalBytes(selected, aid)
  }

  /** Bytes of non-volatile memory that an instance of this code takes. */
  sizeOf(module: string): number {
    return this.running.sizeOf(module)
  }

  /** Adds an instance with its first cells. */
  install(entry: RegistryEntry): void {
    this.area(entry.aid).clear()
    this.running.forget(entry.aid)
    this.registry.put(entry)
    this.running.initialise(entry)
  }

  /** Removes an instance with all its cells. */
  remove(aid: Uint8Array): void {
    this.running.forget(aid)
    this.registry.remove(aid)
    this.area(aid).clear()
  }

  /** Free bytes, non-volatile and working memory. The issuer's domain is part of the chip. */
  free(): { readonly nonVolatile: number; readonly volatile: number } {
    const [, ...others] = this.registry.entries()
    const files = this.registry.loadFiles().reduce((sum, { size }) => sum + size, 0)
    const instances = others.reduce((sum, { module }) => sum + this.sizeOf(module), 0)
    return {
      nonVolatile: Math.max(0, chipSettings(this.memory).capacity - files - instances),
      volatile: Math.max(0, VOLATILE_CAPACITY - others.length * VOLATILE_SHARE)
    }
  }
}
