import { concat, uintBytes } from '../bytes/bytes'

const CHALLENGE = 0x02

/**
 * What an SCP03 derivation makes a CMAC over (Amendment D 1.1.1, 4.1.5): label of 11 zeros and the constant, separator, length
 * of the result in bits, counter from 1, context. `length`: bytes.
 */
export function scp03Input(
  constant: number,
  length: number,
  counter: number,
  context: Uint8Array
): Uint8Array {
  return concat(
    new Uint8Array(11),
    Uint8Array.of(constant, 0x00),
    uintBytes(length * 8, 2),
    Uint8Array.of(counter),
    context
  )
}

/** The same for the challenge of a card, out of its sequence counter (3 bytes) and the AID of the domain (6.2.2.1). */
export function challengeInput({
  sequence,
  aid,
  length
}: {
  readonly sequence: Uint8Array
  readonly aid: Uint8Array
  readonly length: number
}): Uint8Array {
  return scp03Input(CHALLENGE, length, 1, concat(sequence, aid))
}
