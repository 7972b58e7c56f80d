/** What goes wrong, and where: positions count from 1 within one run of a flow. */
export type Fault =
  /** The card leaves the field before it sees the command, or after it acted on it with the answer lost. */
  | { readonly kind: 'tear'; readonly apdu: number; readonly when: 'before' | 'after' }
  /** The card loses power at a physical write of its memory. */
  | { readonly kind: 'power'; readonly write: number; readonly point: 'before' | 'half' }
  /** The program dies before or after a write of its own becomes durable. */
  | { readonly kind: 'kill'; readonly write: number; readonly when: 'before' | 'after' }
  /** It dies before its request reaches the issuer, or after the issuer acted, with the answer lost. */
  | { readonly kind: 'die'; readonly exchange: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'host'; readonly exchange: number; readonly how: HostFault }

export const HOST_FAULTS = [
  /** The request is lost. */
  'silent',
  /** It is performed, and the answer is lost. */
  'answer-lost',
  /** It is performed after the next request, when nobody waits for it any more. */
  'late',
  /** It arrives twice. */
  'twice',
  /** The answer is about another request. */
  'other-id',
  /** The answer cannot be read. */
  'malformed',
  /** The line is down for this request and the next. */
  'unreachable',
  /** It says no without having done anything. */
  'declined',
  /** It says that it is out of order. */
  'error',
  /** It answers without a response code. */
  'no-code',
  'wrong-arpc',
  'no-arpc',
  'wrong-script-mac',
  'wrong-script-amount',
  /** The script sets another balance, under a MAC that is right. */
  'other-balance',
  'no-script'
] as const
export type HostFault = (typeof HOST_FAULTS)[number]

/** `tear 7 after`, for the name by which a case is run alone. */
export function faultName(fault: Fault): string {
  switch (fault.kind) {
    case 'tear':
      return `tear ${fault.apdu} ${fault.when}`
    case 'power':
      return `power ${fault.write} ${fault.point}`
    case 'kill':
      return `kill ${fault.write} ${fault.when}`
    case 'die':
      return `die ${fault.exchange} ${fault.when}`
    case 'host':
      return `host ${fault.exchange} ${fault.how}`
  }
}

/** How many of each there are in one run: what the positions of faults go up to. */
export interface Points {
  readonly apdus: number
  readonly cardWrites: number
  readonly ownWrites: number
  readonly exchanges: number
}

/** Every single fault at every one of these points. */
export function faultsAt(points: Points): Fault[] {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
  return [
    ...upTo(points.apdus).flatMap((apdu): Fault[] => [
      { kind: 'tear', apdu, when: 'before' },
      { kind: 'tear', apdu, when: 'after' }
    ]),
    ...upTo(points.cardWrites).flatMap((write): Fault[] => [
      { kind: 'power', write, point: 'before' },
      { kind: 'power', write, point: 'half' }
    ]),
    ...upTo(points.ownWrites).flatMap((write): Fault[] => [
      { kind: 'kill', write, when: 'before' },
      { kind: 'kill', write, when: 'after' }
    ]),
    ...upTo(points.exchanges).flatMap((exchange): Fault[] => [
      { kind: 'die', exchange, when: 'before' },
      { kind: 'die', exchange, when: 'after' }
    ]),
    ...upTo(points.exchanges).flatMap((exchange) =>
      HOST_FAULTS.map((how): Fault => ({ kind: 'host', exchange, how }))
    )
  ]
}

/** At most this many of them, spread evenly over all. */
export function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all]
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as T)
}
