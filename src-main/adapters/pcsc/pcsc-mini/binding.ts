import { createRequire } from 'node:module'
import type * as Addon from 'pcsc-mini/build/addon.node'

/**
 * The part of pcsc-mini that we use: its native layer. Its JavaScript layer on top hides the native client that a
 * connection needs, so that only four connections could be open per monitor.
 */
export interface PcscMiniBinding {
  newClient(): Addon.Client
}

export type NativeClient = Addon.Client
export type NativeCard = Addon.Card
export type NativeTransaction = Addon.Transaction

/** Loads the binding; throws where it is not installed or its system library is missing. */
export function loadPcscMini(): PcscMiniBinding {
  return createRequire(import.meta.url)('pcsc-mini/build/addon.node') as PcscMiniBinding
}
