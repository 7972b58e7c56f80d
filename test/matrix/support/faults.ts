import { HOST_FAULTS, type HostFault } from './host-faults'

/** What goes wrong, and where: positions count from 1 within one run of a flow. */
export type Fault =
  /** The card leaves the field before it sees the command, or after it acted on it with the answer lost. */
  | { readonly kind: 'tear'; readonly apdu: number; readonly when: 'before' | 'after' }
  /** The card acts on the command as it should, and answers nothing but this. */
  | { readonly kind: 'misreport'; readonly apdu: number; readonly sw: Misreport }
  /** The card loses power at a physical write of its memory. */
  | { readonly kind: 'power'; readonly write: number; readonly point: 'before' | 'half' }
  /** The program dies before or after a write of its own becomes durable. */
  | { readonly kind: 'kill'; readonly write: number; readonly when: 'before' | 'after' }
  /** It dies before its request reaches the issuer, or after the issuer acted, with the answer lost. */
  | { readonly kind: 'die'; readonly exchange: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'host'; readonly exchange: number; readonly how: HostFault }
  /** The person cancels, and it shows when whoever runs the flow looks for the so-manieth time. */
  | { readonly kind: 'cancel'; readonly look: number }
  /** The person cancels instead of answering this question. */
  | { readonly kind: 'dismiss'; readonly question: number }
  /** Another process, alive at the same time, tries to settle what this one is working on. */
  | { readonly kind: 'meddle'; readonly before: 'apdu' | 'exchange'; readonly at: number }

/** Execution error without and with a change of memory; no precise diagnosis (ISO/IEC 7816-4, 5.1.3). */
export const MISREPORTS = ['6F00', '6400', '6581'] as const
export type Misreport = (typeof MISREPORTS)[number]

/** `tear 7 after`, for the name by which a case is run alone. */
export function faultName(fault: Fault): string {
  switch (fault.kind) {
    case 'tear':
      return `tear ${fault.apdu} ${fault.when}`
    case 'misreport':
      return `misreport ${fault.apdu} ${fault.sw}`
    case 'power':
      return `power ${fault.write} ${fault.point}`
    case 'kill':
      return `kill ${fault.write} ${fault.when}`
    case 'die':
      return `die ${fault.exchange} ${fault.when}`
    case 'host':
      return `host ${fault.exchange} ${fault.how}`
    case 'cancel':
      return `cancel ${fault.look}`
    case 'dismiss':
      return `dismiss ${fault.question}`
    case 'meddle':
      return `meddle ${fault.before} ${fault.at}`
  }
}

/** How many of each there are in one run: what the positions of faults go up to. */
export interface Points {
  readonly apdus: number
  /** Commands on which the card wrote its memory. */
  readonly acting: readonly number[]
  /** Commands and requests before which something of this run stood open in the journal. */
  readonly openAtApdus: readonly number[]
  readonly openAtExchanges: readonly number[]
  readonly cardWrites: number
  readonly ownWrites: number
  readonly exchanges: number
  /** How often it was looked whether the person cancels. */
  readonly looks: number
  readonly questions: number
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Every single fault at every one of these points. */
export function faultsAt(points: Points): Fault[] {
  return [...ofCard(points), ...ofProgram(points), ...ofHost(points), ...ofPeople(points)]
}

function ofCard({ apdus, acting, cardWrites }: Points): Fault[] {
  return [
    ...upTo(apdus).flatMap((apdu): Fault[] => [
      { kind: 'tear', apdu, when: 'before' },
      { kind: 'tear', apdu, when: 'after' }
    ]),
    ...upTo(apdus).flatMap((apdu) =>
      // Where nothing was written, one status word is as good as the other.
      MISREPORTS.filter((_, index) => index === 0 || acting.includes(apdu)).map((sw): Fault => ({
        kind: 'misreport',
        apdu,
        sw
      }))
    ),
    ...upTo(cardWrites).flatMap((write): Fault[] => [
      { kind: 'power', write, point: 'before' },
      { kind: 'power', write, point: 'half' }
    ])
  ]
}

function ofProgram({ ownWrites, exchanges }: Points): Fault[] {
  return [
    ...upTo(ownWrites).flatMap((write): Fault[] => [
      { kind: 'kill', write, when: 'before' },
      { kind: 'kill', write, when: 'after' }
    ]),
    ...upTo(exchanges).flatMap((exchange): Fault[] => [
      { kind: 'die', exchange, when: 'before' },
      { kind: 'die', exchange, when: 'after' }
    ])
  ]
}

function ofHost({ exchanges }: Points): Fault[] {
  return upTo(exchanges).flatMap((exchange) =>
    HOST_FAULTS.map((how): Fault => ({ kind: 'host', exchange, how }))
  )
}

/** The person at the desk, and the one at the next. */
function ofPeople({ looks, questions, openAtApdus, openAtExchanges }: Points): Fault[] {
  return [
    ...upTo(looks).map((look): Fault => ({ kind: 'cancel', look })),
    ...upTo(questions).map((question): Fault => ({ kind: 'dismiss', question })),
    ...openAtApdus.map((at): Fault => ({ kind: 'meddle', before: 'apdu', at })),
    ...openAtExchanges.map((at): Fault => ({ kind: 'meddle', before: 'exchange', at }))
  ]
}

/** At most this many of them, spread evenly over all; another `turn` takes others. */
export function spread<T>(all: readonly T[], most: number, turn = 0): T[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, index) => {
    const at = Math.floor(((index + ((turn * GOLDEN) % 1)) * all.length) / most)
    return all[at] as T
  })
}

/** The same, evenly over their kinds too. */
export function spreadOverKinds(all: readonly Fault[], most: number, turn = 0): Fault[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  const each = Math.max(1, Math.floor(most / kinds.length))
  return kinds.flatMap((kind) =>
    spread(
      all.filter((fault) => fault.kind === kind),
      each,
      turn
    )
  )
}

/** Its multiples fall evenly between 0 and 1. */
const GOLDEN = 0.618
