import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import type { CapFile } from '../cap/cap-file'
import { deleteObject } from '../commands/globalplatform/delete'
import { installForLoad, type LoadMemory } from '../commands/globalplatform/install-for-load'
import { load } from '../commands/globalplatform/load'
import { compute, progress, type Workflow } from '../workflow/workflow'
import { contentSignature } from './content-signature'
import { loadFileHash, loadFileStream, type DapSignature, type LoadFileHash, type MadeDap } from './load-file'
import { isFailed, manage, type Failed } from './perform-management'
import { listPart } from './read-card-content'
import { isCancelled, type SecureChannel } from './secure-channel'
import { withToken, type Token } from './token'
import { equalBytes } from '../bytes/bytes'

export interface LoadOptions {
  /** Security domain that the load file shall belong to; absent: the one of the channel. */
  readonly domain?: Uint8Array
  /** Needed with DAP signatures and tokens. */
  readonly hash?: LoadFileHash
  readonly daps?: readonly DapSignature[]
  readonly token?: Token
  readonly memory?: LoadMemory
  /** Bytes of each block; absent or more than the channel carries: as many as it carries. */
  readonly blockSize?: number
  /** Some cards want the Descriptor component too. */
  readonly withDescriptor?: boolean
  /** Block to go on with after `stopped`, through the same channel and with the same options. */
  readonly from?: number
}

export type LoadResult =
  /** `already`: it was on the card before; nothing was loaded. */
  | {
      readonly kind: 'loaded'
      readonly blocks: number
      readonly confirmation?: Uint8Array
      readonly already?: true
    }
  /** The person stopped it; the card waits for this block as long as nothing else is sent to it. */
  | { readonly kind: 'stopped'; readonly next: number }
  /** `blocks`: so many were taken before. */
  | (Failed & { readonly blocks: number })

/**
 * Loads a CAP file: INSTALL [for load] and LOAD (GlobalPlatform Card 2.3.1, 9.3). A card registers a load file with its last
 * block: interrupted before, nothing is on it that could be used, though some cards keep memory and name until
 * `cleanUpLoad`; interrupted at the last one, it may be there. `resumeLoad` goes on from either.
 */
export function* loadCap(
  channel: SecureChannel,
  cap: CapFile,
  options: LoadOptions = {}
): Workflow<LoadResult> {
  const { from = 0, withDescriptor = false } = options
  const daps = yield* madeDaps(cap, options)
  const blocks = split(loadFileStream(cap, daps, withDescriptor), blockSize(channel, options.blockSize))
  let next = from
  try {
    if (from === 0) {
      yield* progress({ step: 'install-for-load', text: say.announcing, fraction: 0 })
      const command = yield* withToken(options.token, (token) =>
        installForLoad({
          loadFile: cap.package.aid,
          ...(options.domain && { domain: options.domain }),
          ...(options.hash && { hash: loadFileHash(cap, options.hash, withDescriptor) }),
          ...(options.memory && { memory: options.memory }),
          ...(token && { token })
        })
      )
      const announced = yield* manage(channel, command, 'done')
      if (isFailed(announced)) return { ...announced, blocks: 0 }
    }
    for (const [number, data] of blocks.entries()) {
      if (number < from) continue
      const last = number === blocks.length - 1
      yield* progress({
        step: 'load',
        text: say.loading(number + 1, blocks.length),
        fraction: number / blocks.length
      })
      const taken = yield* manage(channel, load({ number, last, data }), 'done')
      if (isFailed(taken)) return { ...taken, blocks: number }
      next = number + 1
      const { confirmation } = taken
      if (last) return { kind: 'loaded', blocks: blocks.length, ...(confirmation && { confirmation }) }
    }
    throw new Error(`from: there is no block ${from}`)
  } catch (error) {
    if (!isCancelled(error)) throw error
    return { kind: 'stopped', next }
  }
}

/** Loads what may have been begun before: does nothing where the load file is there, else clears away what is left of it. */
export function* resumeLoad(
  channel: SecureChannel,
  cap: CapFile,
  options: Omit<LoadOptions, 'from'> = {}
): Workflow<LoadResult> {
  const listed = yield* listPart(channel, 'load-files')
  if (listed.kind === 'channel-broken') return { ...listed, blocks: 0 }
  const { aid } = cap.package
  if (listed.entries.some((entry) => equalBytes(entry.aid, aid))) {
    return { kind: 'loaded', blocks: 0, already: true }
  }
  const cleaned = yield* cleanUpLoad(channel, aid)
  return cleaned === undefined ? yield* loadCap(channel, cap, options) : { ...cleaned, blocks: 0 }
}

/**
 * Removes what a broken load left. Undefined where the card is clean; it may have been so before. Nothing can depend on a
 * half-loaded file: where the registry did not tell of a whole one, its applications are not deleted with it.
 */
export function* cleanUpLoad(channel: SecureChannel, loadFile: Uint8Array): Workflow<Failed | undefined> {
  yield* progress({ step: 'clean-up-load', text: say.cleaningUp })
  const removed = yield* manage(channel, deleteObject({ aid: loadFile, related: false }), 'done')
  const isClean = removed.kind === 'done' || (removed.kind === 'refused' && removed.reason === 'absent')
  return isClean ? undefined : removed
}

function* madeDaps(cap: CapFile, { daps = [], hash, withDescriptor }: LoadOptions): Workflow<MadeDap[]> {
  const made: MadeDap[] = []
  for (const { domain, signature } of daps) {
    if (hash === undefined) throw new Error('hash: DAP signatures are made over one')
    const bytes =
      signature.kind === 'made'
        ? signature.bytes
        : yield* compute(contentSignature(signature.key, loadFileHash(cap, hash, withDescriptor)))
    made.push({ domain, bytes })
  }
  return made
}

/** As large as asked for, as the channel carries it, at least one byte where the channel is closed. */
function blockSize({ room }: SecureChannel, wanted = room): number {
  return Math.max(1, Math.min(room, wanted))
}

function split(stream: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
    stream.slice(index * size, (index + 1) * size)
  )
}
