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
  /** It says no for good, whatever it was asked. */
  'refused',
  /** It says no, and the script of a yes comes along, with an ARPC for the no or with none. */
  'declined-with-script',
  'declined-with-script-alone',
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
