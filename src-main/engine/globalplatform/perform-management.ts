import type { Command } from '../commands/command'
import type { Workflow } from '../workflow/workflow'
import { transmitSecured, type ChannelBroken, type SecureChannel } from './secure-channel'

/** The card said no; what it was about is as before, except where the workflow says otherwise. */
export interface Refused {
  readonly kind: 'refused'
  /** Name of the command. */
  readonly command: string
  /** Name of the outcome, e.g. `memory-full`. */
  readonly reason: string
  readonly sw: number
}

/** More data than one command can carry within the channel; nothing was sent. */
export interface TooLong {
  readonly kind: 'too-long'
  readonly command: string
  readonly length: number
  readonly room: number
}

export type Failed = Refused | TooLong | ChannelBroken

/** Sends a command through the channel, if it fits; whatever is not one of the `good` outcomes is a refusal. */
export function* manage<T extends { readonly kind: string; readonly sw: number }, Good extends T['kind']>(
  channel: SecureChannel,
  command: Command<T>,
  good: Good
): Workflow<Extract<T, { kind: Good }> | Failed> {
  const { length } = command.apdu.data
  const { room, session } = channel
  if (session !== undefined && length > room) {
    return { kind: 'too-long', command: command.name, length, room }
  }
  const answer = yield* transmitSecured(channel, command)
  if (answer.kind === 'channel-broken') return answer
  const { value } = answer
  if (isGood(value, good)) return value
  return { kind: 'refused', command: command.name, reason: value.kind, sw: value.sw }
}

/** Whether a result of `manage` is none of the good ones. */
export function isFailed(result: { readonly kind: string }): result is Failed {
  return FAILURES.has(result.kind)
}

const FAILURES: ReadonlySet<string> = new Set(['refused', 'too-long', 'channel-broken'])

function isGood<T extends { readonly kind: string }, Good extends T['kind']>(
  value: T,
  good: Good
): value is Extract<T, { kind: Good }> {
  return value.kind === good
}
