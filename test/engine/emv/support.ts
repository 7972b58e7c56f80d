import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import type { Command } from '../../../src-main/engine/commands/command'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { openKernel, type Kernel } from '../../../src-main/engine/emv/kernel'
import type { Transaction } from '../../../src-main/engine/emv/transaction'
import { isSet, TVR } from '../../../src-main/engine/emv/verification-results'
import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import type { TransactionJournal, TransactionStep } from '../../../src-main/engine/emv/transaction-journal'
import type { TransactionOptions } from '../../../src-main/engine/emv/transaction-options'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import type {
  HostAnswer,
  HostReply,
  HostRequest,
  HostService,
  RequestOrigin
} from '../../../src-main/engine/workflow/host'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import type { Question, Reply } from '../../../src-main/engine/workflow/question'
import { runWorkflow, type MoneyHandlers } from '../../../src-main/engine/workflow/run'
import { online, type Workflow } from '../../../src-main/engine/workflow/workflow'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import type { CardImage } from '../../../src-main/virtual-card/card-image'
import type { CardInterface } from '../../../src-main/virtual-card/card-log'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'

/** 2026-05-20, 10:00 in Beijing. */
export const AT = Date.UTC(2026, 4, 20, 2, 0, 0)

export const POS = terminalPreset('pos')
export const OFFLINE_POS = terminalPreset('offline-only-pos')

export const ORIGIN: RequestOrigin = { terminal: 'T1', merchant: 'M1', drawer: 'D1', at: AT }

const images = new Map<ReadyMadeCard, CardImage>()

/** Making a card takes signatures, so each kind is made once. */
function imageOf(kind: ReadyMadeCard): CardImage {
  const image = images.get(kind) ?? readyMadeCard(kind, ['T=1'])
  images.set(kind, image)
  return image
}

/** A ready-made card on a channel of its own; `sent` are the commands in hex, each once. */
export class CardOnChannel implements CardChannel {
  readonly sent: string[] = []
  readonly card: VirtualCard

  constructor(
    kind: ReadyMadeCard,
    cardInterface: CardInterface,
    private readonly options: {
      /** The card is gone at the n-th command, counted from 1: before it acts, or after it acted. */
      readonly tearAt?: number
      readonly acted?: boolean
      /** In place of the ready-made one. */
      readonly image?: CardImage
    } = {}
  ) {
    this.card = VirtualCard.fromImage(options.image ?? imageOf(kind))
    this.card.powerUp(cardInterface)
  }

  transceive(command: Uint8Array): Promise<Uint8Array> {
    this.sent.push(toHex(command))
    const torn = this.options.tearAt === this.sent.length
    if (torn && this.options.acted !== true) return Promise.reject(new Interruption('card-removed'))
    const answer = this.card.transmit(command)
    return torn ? Promise.reject(new Interruption('card-removed')) : Promise.resolve(answer)
  }
}

/** What a test gives to the workflow; all of it recorded. */
export interface TestWorld {
  readonly journal?: string[]
  readonly asked?: Question[]
  readonly replies?: readonly Reply[]
  readonly host?: (request: HostRequest) => HostReply | Promise<HostReply>
  readonly pinPad?: (command: Command<unknown>) => Uint8Array | undefined
  readonly random?: (length: number) => Uint8Array
  readonly signal?: AbortSignal
  readonly committed?: () => void
}

export function run<T>(workflow: Workflow<T>, channel: CardChannel, world: TestWorld = {}): Promise<T> {
  const replies = [...(world.replies ?? [])]
  let clock = AT
  const handlers: MoneyHandlers = {
    channel,
    progress: () => undefined,
    now: () => (clock += 1),
    random: world.random ?? ((length) => Uint8Array.from({ length }, (_, index) => 0xa0 + index)),
    online: async (request) => world.host?.(request) ?? { kind: 'no-answer', reason: 'unreachable' },
    journal: () => Promise.resolve(),
    ask: (question) => {
      world.asked?.push(question)
      return Promise.resolve(replies.shift() ?? { kind: 'cancelled' })
    },
    pinPad: (command) => Promise.resolve(world.pinPad?.(command)),
    ...(world.signal !== undefined && { signal: world.signal }),
    ...(world.committed !== undefined && { committed: world.committed })
  }
  return runWorkflow(workflow, handlers)
}

/** Options for a purchase, with everything that is not given as most tests want it. */
export function purchase(
  amount: number,
  options: Partial<TransactionOptions> & { terminal?: TerminalConfiguration } = {}
): TransactionOptions {
  return {
    terminal: POS,
    interface: 'contact',
    request: { type: 'purchase', amount },
    caKeys: (rid, index) =>
      testCaKeys().filter((key) => key.index === index && toHex(key.rid) === toHex(rid)),
    ...options
  }
}

/** A journal that keeps the names of the steps. */
export function journalInto(steps: string[], full: TransactionStep[] = []): TransactionJournal {
  return {
    *record(step) {
      full.push(step)
      steps.push('requested' in step ? `${step.kind}:${step.requested}` : step.kind)
      yield* []
    }
  }
}

/** Asks the host of the test about a service, with what the chip says. */
export function authoriseFor(
  service: HostService,
  amount: number
): (transaction: Transaction) => Workflow<HostReply> {
  return function* (transaction) {
    const pin = transaction.onlinePin
    return yield* online({
      ...{ kind: 'authorise', id: `test-${service.kind}`, service, amount, currency: 156 },
      origin: ORIGIN,
      chip: transaction.chipData(),
      ...(pin !== undefined && { pin })
    })
  }
}

export const authorise = authoriseFor({ kind: 'purchase' }, 1250)

export function approval(changes: Partial<HostAnswer> = {}): HostReply {
  return { kind: 'answer', answer: { id: 'test', arc: '00', scripts: [], ...changes } }
}

export function pinReply(digits: string): Reply {
  return { kind: 'pin', pin: new Secret(Uint8Array.from(digits, (digit) => digit.charCodeAt(0))) }
}

/** A card that knows some commands by heart; anything else is 6D00. `sent` are all that came. */
export class AnswersChannel implements CardChannel {
  readonly sent: string[] = []

  constructor(private readonly answers: Readonly<Record<string, string>> = {}) {}

  transceive(command: Uint8Array): Promise<Uint8Array> {
    const bytes = toHex(command)
    this.sent.push(bytes)
    return Promise.resolve(hex(this.answers[bytes] ?? '6D00'))
  }
}

/** A kernel whose card already gave these objects; tags and values in hex. */
export function kernelWith(
  objects: Readonly<Record<string, string>> = {},
  options: TransactionOptions = purchase(1250),
  mode: 'contact' | 'flash' = 'contact'
): Promise<Kernel> {
  return run(openKernel(options, mode), new AnswersChannel()).then((kernel) => {
    for (const [tag, value] of Object.entries(objects)) {
      kernel.transaction.replace(Number.parseInt(tag, 16), hex(value))
    }
    return kernel
  })
}

/** Names of the TVR bits that are set, by the kernel's own names. */
export function tvrNames({ transaction }: Kernel): string[] {
  return Object.entries(TVR).flatMap(([name, bit]) => (isSet(transaction.tvr, bit) ? [name] : []))
}

/** The English reasons of the last decision. */
export function lastReasons({ decisions }: Kernel): string[] {
  return (decisions.at(-1)?.reasons ?? []).map(({ text }) => text.en)
}
