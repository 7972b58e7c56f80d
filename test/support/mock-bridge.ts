// Stands in for main behind the window: answers every call of the contract from fixtures, and tells events.
import {
  type Bridge,
  type CallAnswer,
  type CallInput,
  type CallOutput,
  type EventData
} from '../../src-main/contract/ipc'
import type { CallName, EventName } from '../../src-main/contract/names'
import type { Settings } from '../../src-main/contract/views'
import { fullReport } from './fixtures/report'
import * as fixtures from './fixtures/window'
import { batchHandlers } from './mock-batch'
import { chipHandlers } from './mock-chip'
import { ecashHandlers, type EcashOptions } from './mock-ecash'
import { productionHandlers } from './mock-production'
import { vaultHandlers } from './mock-vault'
import { Refusal } from './refusal'

export { Refusal }

type Handlers = { [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>> }

export interface MockBridge extends Bridge {
  /** What was called so far, in order. */
  readonly called: { readonly name: string; readonly input: unknown }[]
  emit<N extends EventName>(name: N, data: EventData<N>): void
}

export interface MockOptions {
  readonly settings?: Partial<Settings>
  /** Replaces single answers. */
  readonly answers?: Partial<Handlers>
  /** Milliseconds between the steps of a read card. */
  readonly pace?: number
  readonly ecash?: EcashOptions
}

export function createMockBridge(options: MockOptions = {}): MockBridge {
  const listeners = new Map<string, Set<(data: unknown) => void>>()
  const called: { name: string; input: unknown }[] = []
  const emit = <N extends EventName>(name: N, data: EventData<N>): void => {
    for (const listener of listeners.get(name) ?? []) listener(data)
  }
  const handlers: Handlers = { ...defaultHandlers(emit, options), ...options.answers }

  return {
    called,
    emit,
    async call(name: string, input: unknown): Promise<CallAnswer<unknown>> {
      called.push({ name, input })
      const handler = handlers[name as CallName] as ((input: unknown) => unknown) | undefined
      if (handler === undefined) throw new Error(`not in the contract: ${name}`)
      try {
        return { ok: true, value: await handler(input) }
      } catch (thrown) {
        if (thrown instanceof Refusal) return { ok: false, error: thrown.error }
        throw thrown
      }
    },
    on(name: string, listener: (data: unknown) => void): () => void {
      const list = listeners.get(name) ?? new Set()
      listeners.set(name, list.add(listener))
      return () => void list.delete(listener)
    }
  }
}

function defaultHandlers(emit: MockBridge['emit'], options: MockOptions): Handlers {
  let settings: Settings = { ...fixtures.settings, ...options.settings }
  let readers = fixtures.readers
  let shelf = fixtures.shelf
  let recent = fixtures.recent
  let jobs = 0
  const cancelled = new Set<string>()

  /** Puts the card into the reader, or takes whatever is in there out. */
  function place(reader: string, card: string | undefined): CallOutput<'shelf.list'> {
    shelf = shelf.map(({ reader: before, ...rest }) => ({
      ...rest,
      ...(rest.id === card ? { reader } : before !== undefined && before !== reader && { reader: before })
    }))
    readers = {
      ...readers,
      readers: readers.readers.map((view) => {
        if (view.driver !== 'virtual') return view
        const { atr: _atr, cardName: _cardName, ...bare } = view
        const inside = shelf.find((entry) => entry.reader === view.id)
        const cardCount = view.id === reader ? view.cardCount + 1 : view.cardCount
        return inside === undefined
          ? { ...bare, presence: 'empty', cardCount }
          : { ...bare, presence: 'present', cardName: inside.name, atr: fixtures.ATR, cardCount }
      })
    }
    emit('readers.changed', readers)
    emit('shelf.changed', shelf)
    return shelf
  }

  async function inspect(job: string): Promise<void> {
    for (const [index, step] of fixtures.steps.entries()) {
      if (cancelled.has(job)) return emit('job.failed', { job, error: fixtures.cancelledError })
      emit('job.progress', { job, progress: { ...step, at: index * (options.pace ?? 0) } })
      await new Promise((resolve) => setTimeout(resolve, options.pace ?? 0))
    }
    emit('trace.appended', [...fixtures.trace])
    emit('job.done', { job, report: 'report-1', result: fullReport() })
  }

  return {
    ...ecashHandlers(emit, options.ecash ?? {}),
    ...productionHandlers(),
    ...batchHandlers(),
    ...chipHandlers(),
    ...vaultHandlers(),
    'app.info': () => fixtures.appInfo,
    'settings.get': () => settings,
    'settings.set': (change) => {
      settings = { ...settings, ...(change as Partial<Settings>) }
      return settings
    },
    'readers.list': () => readers,
    'readers.details': ({ reader }) => ({ ...fixtures.readerDetails, reader }),
    'readers.signal': () => undefined,
    'inspect.start': () => {
      const job = `job-${++jobs}`
      void inspect(job)
      return { job }
    },
    'job.cancel': ({ job }) => void cancelled.add(job),
    'reports.recent': () => recent,
    'reports.get': () => fullReport(),
    'reports.forget': ({ report }) => {
      recent = report === undefined ? [] : recent.filter(({ id }) => id !== report)
      return recent
    },
    'reports.save': ({ format }) => ({ kind: 'saved', name: `card.${format}` }),
    'reports.print': () => undefined,
    'reports.open': () => ({ report: 'report-1' }),
    'reports.compare': () => fixtures.differences,
    'trace.entries': () => [...fixtures.trace],
    'trace.explain': () => fixtures.explained,
    'trace.clear': () => undefined,
    'trace.save': () => ({ kind: 'saved', name: 'trace.jsonl' }),
    'trace.replay': ({ name, text }) => {
      if (!text.startsWith('{')) throw new Refusal(fixtures.notATraceError)
      const reader = fixtures.replayReader(name)
      readers = { ...readers, readers: [...readers.readers, reader] }
      emit('readers.changed', readers)
      return { reader: reader.id }
    },
    'trace.eject': ({ reader }) => {
      readers = { ...readers, readers: readers.readers.filter(({ id }) => id !== reader) }
      emit('readers.changed', readers)
    },
    'shelf.list': () => shelf,
    'shelf.create': ({ kind }) => {
      const made = shelf.filter((card) => card.kind === kind).length + 1
      shelf = [...shelf, fixtures.newCard(kind, made)]
      emit('shelf.changed', shelf)
      return shelf
    },
    'shelf.insert': ({ card, reader }) => place(reader, card),
    'shelf.remove': ({ reader }) => place(reader, undefined),
    'shelf.reset': () => shelf,
    'shelf.delete': ({ card }) => {
      const reader = shelf.find(({ id }) => id === card)?.reader
      if (reader !== undefined) place(reader, undefined)
      shelf = shelf.filter(({ id }) => id !== card)
      emit('shelf.changed', shelf)
      return shelf
    },
    'shelf.seen': ({ card }) => (card === 'blank' ? [] : fixtures.seen),
    'doctor.run': () => fixtures.checks
  }
}
