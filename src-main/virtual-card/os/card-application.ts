import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import type { CardChange, CardInterface } from '../card-log'
import { SW, status } from './status-words'

/** What goes with a command. */
export interface CommandContext {
  readonly interface: CardInterface
  /** Tells the card-side log what changed. */
  note(change: CardChange): void
}

/** An application on the card. What it keeps outside its memory area is lost when it is deselected or power goes. */
export interface CardApplication {
  readonly aid: Uint8Array
  /** Where it can be selected. */
  readonly interfaces: readonly CardInterface[]
  /** Takes commands with a MAC too, in the class bytes 04 and 84. */
  readonly secureMessaging?: boolean
  /** The answer to SELECT. A status word of 6400 and above means that the application was not selected. */
  select(context: CommandContext): ResponseApdu
  /** Any other command while selected, in the class bytes 00 and 80, and 04 and 84 where it takes those. */
  process(command: CommandApdu, context: CommandContext): ResponseApdu
  deselect(): void
  /**
   * Begins a personalization whose STORE DATA the associated security domain hands on. Undefined where it is over; absent where
   * there never is any.
   */
  personalize?(): StoreData | undefined
}

/**
 * One STORE DATA in clear (GlobalPlatform Card 2.3.1, 11.11), as part of the caller's update of the memory, which is taken
 * back unless the answer is 9000. `decipher` opens what the secure channel's key for secrets closed; undefined where the
 * bytes are no whole blocks.
 */
export type StoreData = (command: CommandApdu, decipher: Decipher) => ResponseApdu
export type Decipher = (data: Uint8Array) => Uint8Array | undefined

/** One command that an application understands. */
export interface CommandHandler {
  readonly cla: number
  readonly ins: number
  run(command: CommandApdu, context: CommandContext): ResponseApdu
}

/** Finds the handler: 6E00 where only the class is wrong, 6D00 for an unknown instruction (ISO/IEC 7816-4, 5.6). */
export function dispatch(
  handlers: readonly CommandHandler[],
  command: CommandApdu,
  context: CommandContext
): ResponseApdu {
  const sameInstruction = handlers.filter(({ ins }) => ins === command.ins)
  const handler = sameInstruction.find(({ cla }) => cla === command.cla)
  if (handler !== undefined) return handler.run(command, context)
  return status(sameInstruction.length > 0 ? SW.classNotSupported : SW.instructionNotSupported)
}
