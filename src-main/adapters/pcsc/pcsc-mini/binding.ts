import { createRequire } from 'node:module'
import type * as Addon from 'pcsc-mini/build/addon.node'

/**
 * The part of pcsc-mini that we use: its native layer. Its JavaScript layer on top hides the native client that a
 * connection needs, so that only four connections could be open per monitor.
 */
export interface PcscMiniBinding {
  newClient(): NativeClient
}

/** A watch on all readers (`start`, `stop`), and the memory of the connections made with it. */
export interface NativeClient extends Pick<Addon.Client, 'start' | 'stop'> {
  connect(reader: string, shareMode: number, protocols: number): Promise<NativeCard>
}

/** A connection. Its own types want the package's enums, which would load it; the numbers are PC/SC's. */
export interface NativeCard extends Pick<Addon.Card, 'attributeGet' | 'control' | 'state'> {
  disconnect(disposition: number): Promise<void>
  protocol(): number
  reconnect(shareMode: number, disposition: number): Promise<number>
  transaction(): Promise<{ end(disposition: number): Promise<void> }>
  transmit(protocol: undefined, command: Uint8Array, answer?: ArrayBuffer): Promise<Uint8Array>
}

/** Loads the binding; throws where it is not installed or its system library is missing. */
export function loadPcscMini(): PcscMiniBinding {
  return createRequire(import.meta.url)('pcsc-mini/build/addon.node') as PcscMiniBinding
}
