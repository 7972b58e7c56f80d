import type { ActionResult, CardAction, CardReply } from '../../../../src-main/contract/ecash'
import { toHex } from '../../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../../src-main/engine/channel/card-channel'
import { randomBytes } from '../../../../src-main/engine/crypto/random'
import { testCaKeys } from '../../../../src-main/engine/offline-auth/test-issuer'
import type { HostAnswer, HostRequest } from '../../../../src-main/engine/workflow/host'
import { Interruption } from '../../../../src-main/engine/workflow/interruption'
import { terminalPreset } from '../../../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../../../src-main/services/transactions/transaction-service'
import type { CardInterface } from '../../../../src-main/virtual-card/card-log'
import { readyMadeCard } from '../../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { accountsOf, createIssuerWorld, type IssuerWorld, TEST_NOW } from '../../../support/issuer-world'
import { MemoryDocuments } from '../../../support/memory-documents'
import { cardOnReader } from '../../../support/money-desk'

const APPLICATION = 'A000000333010101'
const PIN: CardReply = { kind: 'pin', pin: '123456' }

/** What a command gets for an answer, given the card's own; `'gone'`: the card acted, and was gone before it answered. */
export type Meddle = (command: Uint8Array, own: Uint8Array) => Uint8Array | 'gone' | undefined

export interface TornDesk {
  readonly world: IssuerWorld
  readonly service: TransactionService
  /** May be changed at any time; undefined: the card's own answers. */
  meddle: Meddle | undefined
  /** Before these the card is gone. */
  leaves: ((command: Uint8Array) => boolean) | undefined
  /** What comes in the issuer's place; where it says nothing, the issuer does. */
  refuses: ((request: HostRequest) => Pick<HostAnswer, 'arc' | 'reason'> | undefined) | undefined
  /** What the issuer's answer is turned into; undefined: the answer itself. */
  answers: ((request: HostRequest, answer: HostAnswer) => HostAnswer) | undefined
  /** Everything that the issuer was sent. */
  readonly requests: HostRequest[]
  card: VirtualCard
  do(action: CardAction, pin?: string): Promise<ActionResult>
  /** What the card holds, without asking it. */
  balance(): number
  /** Balances of the issuer's accounts by name. */
  accounts(): Promise<Record<string, number>>
  /** Outcome and steps of each entry, newest first. */
  entries(): Promise<
    { readonly flow: unknown; readonly closed: string | undefined; readonly steps: string }[]
  >
  /** The one entry that is open. */
  openEntry(): Promise<string>
}

/** A desk at which cards and issuer can be made to misbehave, with everything in memory. */
export async function tornDesk(
  side: CardInterface = 'contact',
  cells: Readonly<Record<string, string>> = {}
): Promise<TornDesk> {
  const world = await createIssuerWorld()
  const requests: HostRequest[] = []
  const tap = (channel: CardChannel): CardChannel => ({
    transceive: async (command, context) => {
      if (desk.leaves?.(command) === true) throw new Interruption('card-removed')
      const own = await channel.transceive(command, context)
      const answer = desk.meddle?.(command, own)
      if (answer === 'gone') throw new Interruption('card-removed')
      return answer ?? own
    }
  })
  const service = new TransactionService({
    cards: cardOnReader(() => desk.card, side, tap),
    ...{ journal: world.journal, purchases: world.purchases, references: world.references, desk: world.desk },
    host: {
      exchange: async (request) => {
        requests.push(request)
        const no = desk.refuses?.(request)
        if (no !== undefined) return { kind: 'answer', answer: { id: request.id, scripts: [], ...no } }
        const reply = await world.host.exchange(request)
        if (reply.kind !== 'answer' || desk.answers === undefined) return reply
        return { kind: 'answer', answer: desk.answers(request, reply.answer) }
      }
    },
    caKeys: () => testCaKeys(),
    ...{ terminal: terminalPreset, holds: new MemoryDocuments() },
    ...{ now: () => TEST_NOW, random: randomBytes }
  })
  const desk: TornDesk = {
    ...{
      refuses: undefined,
      answers: undefined,
      world,
      service,
      requests,
      meddle: undefined,
      leaves: undefined,
      card: madeCard(cells)
    },
    do: (action, pin = '123456') =>
      service.perform('reader', action, { ask: () => Promise.resolve({ ...PIN, pin }) }),
    balance: () => Number(desk.card.memory.toImage().cells[`${APPLICATION}/object/9F79`]),
    accounts: () => accountsOf(world),
    entries: async () =>
      (await world.journal.history({ most: 20 })).map(({ facts, closed, steps }) => ({
        ...{ flow: facts['flow'], closed },
        steps: steps.map(({ step }) => step).join(' ')
      })),
    openEntry: async () => {
      const [entry, ...others] = await service.openEntries()
      if (entry === undefined || others.length > 0) throw new Error(`${others.length + 1} entries are open`)
      return entry.entry
    }
  }
  return desk
}

/** The debit card with e-cash, made anew; its cells by name below its application. */
export function madeCard(cells: Readonly<Record<string, string>> = {}): VirtualCard {
  const image = readyMadeCard('debit-ecash', ['T=1'])
  const own = Object.entries(cells).map(([name, value]) => [`${APPLICATION}/${name}`, value] as const)
  const memory = { ...image.memory, cells: { ...image.memory.cells, ...Object.fromEntries(own) } }
  return VirtualCard.fromImage({ ...image, memory })
}

/** PUT DATA in a script. */
export const isPutData = (command: Uint8Array): boolean => command[0] === 0x04 && command[1] === 0xda

/** READ RECORD in the file with this short identifier. */
export const isRecordOf = (sfi: number, command: Uint8Array): boolean =>
  command[1] === 0xb2 && (command[3] ?? 0) >> 3 === sfi

/** GET DATA of this object. */
export const asksFor = (tag: string, command: Uint8Array): boolean => toHex(command).startsWith(`80CA${tag}`)

export const LOAD_LOG = 0x0c
export const TRANSACTION_LOG = 0x0b
