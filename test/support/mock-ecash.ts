// The e-cash side of the mock bridge: a purse that actions change, open entries, receipts.
import type { CardAction, CardReply, OpenEntry, PurseView } from '../../src-main/contract/ecash'
import type { CallInput, CallOutput, EventData } from '../../src-main/contract/ipc'
import type { CallName, EventName } from '../../src-main/contract/names'
import * as fixtures from './fixtures/ecash'
import { overview, paymentResult, paymentToday, presets } from './fixtures/payment'

type Handler<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
type Names = Extract<
  CallName,
  | `ecash.${string}`
  | `action.${string}`
  | `entries.${string}`
  | `receipts.${string}`
  | 'terminal.presets'
  | 'issuer.overview'
  | 'purchases.upload'
>
export type EcashHandlers = { [N in Names]: Handler<N> }
type Emit = <N extends EventName>(name: N, data: EventData<N>) => void

export interface EcashOptions {
  /** The purse of every card. */
  readonly purse?: PurseView
  readonly open?: readonly OpenEntry[]
  /** Milliseconds between the steps of an action. */
  readonly pace?: number
  /** What comes of an action; by default it is done and the balance follows. */
  readonly outcome?: (action: CardAction, purse: PurseView) => EventData<'action.done'>['result']
}

/** So many steps can still be stopped. */
const STOPPABLE = 3

export function ecashHandlers(emit: Emit, options: EcashOptions): EcashHandlers {
  let purse = options.purse ?? fixtures.purse
  let open = options.open ?? []
  let jobs = 0
  let history = [
    paymentToday('entry-62', 7, 1250, { en: 'Flash pay', zh: '闪付' }),
    paymentToday('entry-61', 38, 900, { en: 'Contact purchase with e-cash', zh: '接触式电子现金消费' }),
    paymentToday('entry-60', 95, 8800, { en: 'Contact purchase, online', zh: '接触式联机消费' }, 'reversed'),
    ...fixtures.history
  ]
  let issuer = overview
  const cancelled = new Set<string>()
  const waiting = new Map<string, { readonly id: number; answer(reply: CardReply): void }>()
  let questions = 0

  function ask(job: string, question: EventData<'action.asks'>['question']): Promise<CardReply> {
    const id = ++questions
    emit('action.asks', { job, id, question })
    return new Promise((answer) => waiting.set(job, { id, answer }))
  }

  async function perform(job: string, action: CardAction): Promise<void> {
    const cancel = (): void =>
      emit('action.done', {
        job,
        result: {
          action: action.kind,
          outcome: 'cancelled',
          sentence: { en: 'Stopped. Nothing was changed.', zh: '已停止，未作任何更改。' },
          at: '2026-11-22T09:42:00Z',
          receipt: false,
          purse
        }
      })
    if (action.kind === 'change-pin' || (action.kind === 'load' && action.from === 'other-account')) {
      const purpose = action.kind === 'change-pin' ? 'new' : 'online'
      const reply = await ask(job, { kind: 'pin', purpose })
      if (reply.kind === 'cancelled') return cancel()
    }
    for (const [index, step] of fixtures.loadSteps.entries()) {
      if (cancelled.has(job)) return cancel()
      if (index === STOPPABLE) emit('action.committed', { job })
      emit('action.progress', { job, progress: { ...step, at: index * (options.pace ?? 0) } })
      await new Promise((resolve) => setTimeout(resolve, options.pace ?? 0))
    }
    const result =
      options.outcome?.(action, purse) ?? (action.kind === 'pay' ? paid(action) : outcomeOf(action))
    if (result.purse) purse = result.purse
    open = result.open ? [...open, result.open] : open.filter(({ entry }) => entry !== settled(action))
    emit('entries.changed', [...open])
    return emit('action.done', { job, result })
  }

  function paid(action: Extract<CardAction, { kind: 'pay' }>): EventData<'action.done'>['result'] {
    const result = paymentResult(action, purse.balance, `entry-of-${jobs}`, new Date().toISOString())
    if (result.entry === undefined) return result
    const title = { en: 'Payment', zh: '支付' }
    history = [
      paymentToday(result.entry, 0, action.amount, title, result.open ? 'open' : 'completed'),
      ...history
    ]
    if (result.outcome === 'done' && result.story?.path === 'ecash') {
      const { count, amount } = issuer.unsettled
      issuer = { ...issuer, unsettled: { count: count + 1, amount: amount + action.amount } }
    }
    return result
  }

  function outcomeOf(action: CardAction): EventData<'action.done'>['result'] {
    const signed =
      action.kind === 'load'
        ? action.amount
        : action.kind === 'unload'
          ? -action.amount
          : action.kind === 'finish'
            ? 10000
            : 0
    const next: PurseView = {
      ...purse,
      balance: purse.balance + signed,
      atc: purse.atc + 1,
      open: [],
      ...(signed !== 0 && {
        loads: [
          {
            kind: signed > 0 ? ('load' as const) : ('unload' as const),
            at: '2026-11-22T17:42:10',
            amount: Math.abs(signed),
            currency: purse.currency,
            before: purse.balance,
            after: purse.balance + signed,
            atc: purse.atc + 1
          },
          ...purse.loads
        ]
      }),
      blocked: action.kind === 'block-application'
    }
    const money = (minor: number): string => `¥${(minor / 100).toFixed(2)}`
    return {
      action: action.kind,
      outcome: 'done',
      sentence:
        signed === 0
          ? { en: 'The card took the change.', zh: '卡片已接受更改。' }
          : {
              en: `${money(Math.abs(signed))} were ${signed > 0 ? 'loaded' : 'unloaded'}. The card now holds ${money(next.balance)}.`,
              zh: `已${signed > 0 ? '圈存' : '圈提'} ${money(Math.abs(signed))}，卡内余额为 ${money(next.balance)}。`
            },
      at: '2026-11-22T09:42:10Z',
      ...(signed !== 0 && {
        amount: Math.abs(signed),
        currency: purse.currency,
        balanceBefore: purse.balance,
        balanceAfter: next.balance
      }),
      entry: `entry-of-${jobs}`,
      receipt: signed !== 0,
      purse: next
    }
  }

  return {
    'ecash.read': ({ reader }) => {
      const its = open.filter(
        ({ pan, entry }) => pan === purse.card.pan && !purse.open.some((each) => each.entry === entry)
      )
      return { ...purse, reader, open: [...purse.open, ...its] }
    },
    'action.start': ({ action }) => {
      const job = `action-${++jobs}`
      setTimeout(() => void perform(job, action))
      return { job }
    },
    'action.answer': ({ job, id, reply }) => {
      const asked = waiting.get(job)
      if (asked?.id !== id) return
      waiting.delete(job)
      asked.answer(reply)
    },
    'action.cancel': ({ job }) => {
      cancelled.add(job)
      waiting.get(job)?.answer({ kind: 'cancelled' })
    },
    'entries.open': () => [...open],
    'entries.settle': ({ entry }) => {
      open = open.filter((each) => each.entry !== entry)
      emit('entries.changed', [...open])
      return { ...fixtures.loadDone, action: 'reverse', entry }
    },
    'entries.history': ({ before, most }) => {
      const from = before === undefined ? 0 : history.findIndex(({ entry }) => entry === before) + 1
      return history.slice(from, from + most)
    },
    'receipts.get': ({ entry }) => ({ ...fixtures.receipt, entry }),
    'receipts.print': () => ({ printed: true }),
    'receipts.save': ({ format }) => ({ kind: 'saved', name: `receipt.${format}` }),
    'terminal.presets': () => presets,
    'issuer.overview': () => issuer,
    'purchases.upload': () => {
      const { count, amount } = issuer.unsettled
      issuer = { ...issuer, unsettled: { count: 0, amount: 0 } }
      return { uploaded: count, refused: 0, waiting: 0, amount, currency: issuer.currency }
    }
  }
}

/** The entry that an action settles. */
function settled(action: CardAction): string | undefined {
  return action.kind === 'finish' || action.kind === 'reverse' ? action.entry : undefined
}
