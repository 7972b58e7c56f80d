/** Why a running workflow had to stop. */
export type InterruptionReason =
  | 'card-removed'
  | 'card-mute'
  | 'card-reset'
  | 'reader-removed'
  | 'service-lost'
  | 'sharing-violation'
  | 'malformed-response'
  | 'endless-response'
  | 'cancelled'
  | 'transport-error'

/** The world went away under a workflow. The runner throws it into the workflow and transmits nothing afterwards. */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  constructor(
    readonly reason: InterruptionReason,
    /** For a developer; never shown to a person in place of the translated reason. */
    detail?: string,
    options?: { cause?: unknown }
  ) {
    super(detail ?? reason, options)
  }
}

/**
 * A replayed trace does not hold this command. Not an interruption: the runner throws it into the workflow at the
 * one `transmit` that asked, and the workflow may go on with other commands. No status word is invented.
 */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded'
}
