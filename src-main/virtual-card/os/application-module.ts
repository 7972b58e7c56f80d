import type { MemoryArea } from '../memory/memory-area'
import type { CardApplication } from './card-application'
import type { CardContent } from './card-content'
import type { Registry } from './registry'

/** What an instance is given when it comes to life. */
export interface InstanceContext {
  readonly aid: Uint8Array
  /** The instance's own cells. */
  readonly memory: MemoryArea
  readonly registry: Registry
  /** What else is on the card, for those who manage it. */
  readonly content: CardContent
}

/** The code of an application, of which instances are made. */
export interface ApplicationModule {
  readonly name: string
  /** Bytes of non-volatile memory that an instance takes. */
  readonly size: number
  /** Writes the first cells of a new instance. */
  install?(instance: InstanceContext): void
  create(instance: InstanceContext): CardApplication
}
