import type { AppErrorData } from '../../src-main/contract/common'
import type { Bridge, CallInput, CallOutput, EventData } from '../../src-main/contract/ipc'
import type { CallName, EventName } from '../../src-main/contract/names'
import { unexpected } from '../../src-main/texts/window/ui'

/** What main answered instead of a value; `error` carries the sentence, its cause and its remedy. */
export class CallError extends Error {
  readonly error: AppErrorData

  constructor(error: AppErrorData) {
    super(error.message.en)
    this.name = 'CallError'
    this.error = error
  }
}

type Arguments<N extends CallName> = CallInput<N> extends void ? [] : [input: CallInput<N>]

/** The contract's calls and events as functions. Main checks both directions against the schemas. */
export interface Client {
  /** Resolves to the call's value; rejects with `CallError` when main says no. */
  call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<CallOutput<N>>
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void
}

export function createClient(bridge: Bridge): Client {
  return {
    async call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<CallOutput<N>> {
      const answer = await bridge.call(name, input[0])
      if (!answer.ok) throw new CallError(answer.error)
      return answer.value as CallOutput<N>
    },
    on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
      return bridge.on(name, (data) => listener(data as EventData<N>))
    }
  }
}

declare global {
  interface Window {
    readonly cardwright: Bridge
  }
}

/** The client on the bridge that the preload script put on `window`. */
export function windowClient(): Client {
  return createClient(window.cardwright)
}

/** The error's sentences, also for what should never happen: a bridge that breaks down. */
export function errorOf(thrown: unknown): AppErrorData {
  if (thrown instanceof CallError) return thrown.error
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'window.unexpected',
    message: unexpected.message,
    cause: { en: text, zh: text },
    remedy: unexpected.remedy,
    retrySafe: true
  }
}
