import { uintBytes } from '../../bytes/bytes'
import { tlv } from '../../tlv/tlv'
import type { Command } from '../command'
import { install } from './install'
import type { ManagementOutcome } from './management-outcome'

/** Bytes of memory that the card shall keep free (GlobalPlatform Card 2.3.1, table 11-49). */
export interface LoadMemory {
  readonly code?: number
  readonly nonVolatile?: number
  readonly volatile?: number
}

export interface InstallForLoad {
  /** AID that the load file gets. */
  readonly loadFile: Uint8Array
  /** AID of the security domain that it shall belong to; absent: the one of the secure channel. */
  readonly domain?: Uint8Array
  /** Hash of the load file data block; needed with DAP and tokens. */
  readonly hash?: Uint8Array
  readonly memory?: LoadMemory
  readonly token?: Uint8Array
}

/** INSTALL [for load] (GlobalPlatform Card 2.3.1, 11.5.2.3.1): LOAD follows. */
export function installForLoad(asked: InstallForLoad): Command<ManagementOutcome> {
  const { loadFile, domain, hash, memory, token } = asked
  return install('load', [loadFile, domain, hash, memory && memoryField(memory), token])
}

/** System-specific parameters EF with C6, C7 and C8: two bytes each, four from 64 KiB on. */
function memoryField({ code, volatile, nonVolatile }: LoadMemory): Uint8Array {
  const size = (tag: number, bytes: number | undefined): Uint8Array =>
    bytes === undefined ? new Uint8Array() : tlv(tag, uintBytes(bytes, bytes > 0xffff ? 4 : 2))
  return tlv(0xef, size(0xc6, code), size(0xc7, volatile), size(0xc8, nonVolatile))
}
