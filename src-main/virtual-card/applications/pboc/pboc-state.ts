import type { MemoryArea } from '../../memory/memory-area'

/** One PBOC application at work: what stays, and what is forgotten at the next selection. */
export interface PbocState {
  readonly memory: MemoryArea
  /** GET PROCESSING OPTIONS succeeded since the application was selected. */
  started: boolean
}
