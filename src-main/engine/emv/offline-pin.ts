import { concat } from '../bytes/bytes'
import { getChallenge } from '../commands/emv/get-challenge'
import { PIN_PAD_TEMPLATE, plainPinBlock, verify, type VerifyOutcome } from '../commands/emv/verify'
import { rsaPublicOperation } from '../crypto/rsa'
import type { Secret } from '../crypto/secret'
import { recoverPinKey } from '../offline-auth/authenticate'
import { staticDataToAuthenticate } from '../offline-auth/static-data'
import { ask, random, verifyOnPinPad, type Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { getData } from './read-application-data'
import { transactionDate } from './terminal-objects'

export type OfflinePinResult =
  | { readonly kind: 'verified' }
  /** The holder passed over it. */
  | { readonly kind: 'not-entered' }
  /** No try was left, before or after. */
  | { readonly kind: 'blocked' }
  /** No key to encipher it under, no challenge, or the card refused the command. */
  | { readonly kind: 'not-possible'; readonly sw?: number }
  /** The person stopped the transaction. */
  | { readonly kind: 'cancelled' }

const TRY_COUNTER = 0x9f17
const CHALLENGE_LENGTH = 8
/** Header, PIN block and challenge of the block to be enciphered (EMV Book 2, 7.2). */
const FIXED_LENGTH = 17
const HEADER = 0x7f

/**
 * Offline PIN (EMV Book 3, 10.5.1; Book 2, 7): by the reader's own PIN pad where it has one and the PIN goes in clear,
 * else asked of the person; again after a wrong one, as long as the holder wants and the card has tries left. Each try is
 * one that a person made.
 */
export function* verifyOfflinePin(
  kernel: Kernel,
  method: 'plain' | 'enciphered'
): Workflow<OfflinePinResult> {
  let triesLeft: number | undefined = (yield* getData(kernel, TRY_COUNTER))?.[0]
  while (triesLeft !== 0) {
    const attempt: Attempt =
      method === 'plain'
        ? yield* plainAttempt(kernel, triesLeft)
        : yield* encipheredAttempt(kernel, triesLeft)
    if (attempt.kind !== 'tried') return attempt
    const { outcome } = attempt
    if (outcome.kind === 'verified') return { kind: 'verified' }
    if (outcome.kind === 'blocked') return { kind: 'blocked' }
    if (outcome.kind !== 'wrong') return { kind: 'not-possible', sw: outcome.sw }
    triesLeft = 'triesLeft' in outcome ? outcome.triesLeft : 0
  }
  return { kind: 'blocked' }
}

type Attempt =
  | { readonly kind: 'tried'; readonly outcome: VerifyOutcome }
  | Exclude<OfflinePinResult, { kind: 'verified' | 'blocked' }>

function* plainAttempt(kernel: Kernel, triesLeft: number | undefined): Workflow<Attempt> {
  const onPad = yield* verifyOnPinPad(verify({ method: 'plain', data: PIN_PAD_TEMPLATE }))
  if (onPad !== undefined) return { kind: 'tried', outcome: onPad }
  const entered = yield* askPin(kernel, triesLeft)
  if (entered.kind !== 'pin') return entered
  const data = plainPinBlock(entered.pin)
  entered.pin.wipe()
  return { kind: 'tried', outcome: yield* kernel.send(verify({ method: 'plain', data })) }
}

/** The key is found before the holder is asked for anything. */
function* encipheredAttempt(kernel: Kernel, triesLeft: number | undefined): Workflow<Attempt> {
  const { transaction, options } = kernel
  const { iccPublicKey, outcome } = recoverPinKey({
    aid: transaction.application?.aid ?? new Uint8Array(0),
    objects: (tag) => transaction.card(tag),
    staticData: staticDataToAuthenticate(transaction.signedRecords),
    caKeys: options.caKeys,
    date: transactionDate(transaction)
  })
  if (outcome.kind !== 'authenticated' || iccPublicKey?.algorithm !== 'rsa') return { kind: 'not-possible' }
  const entered = yield* askPin(kernel, triesLeft)
  if (entered.kind !== 'pin') return entered
  const challenge = yield* kernel.send(getChallenge())
  if (challenge.kind !== 'challenge' || challenge.data.length !== CHALLENGE_LENGTH) {
    return { kind: 'not-possible', sw: challenge.sw }
  }
  const filler = yield* random(iccPublicKey.modulus.length - FIXED_LENGTH)
  const block = concat(Uint8Array.of(HEADER), plainPinBlock(entered.pin), challenge.data, filler)
  entered.pin.wipe()
  const data = rsaPublicOperation(iccPublicKey, block)
  block.fill(0)
  if (data === undefined) return { kind: 'not-possible' }
  return { kind: 'tried', outcome: yield* kernel.send(verify({ method: 'enciphered', data })) }
}

type Entered =
  | { readonly kind: 'pin'; readonly pin: Secret }
  | { readonly kind: 'not-entered' }
  | { readonly kind: 'cancelled' }

function* askPin({ transaction }: Kernel, triesLeft: number | undefined): Workflow<Entered> {
  const reply = yield* ask({
    ...{ kind: 'pin', purpose: 'offline', amount: transaction.request.amount },
    currency: transaction.terminal.currency,
    ...(triesLeft !== undefined && { triesLeft })
  })
  if (reply.kind === 'cancelled') return reply
  return reply.pin === undefined ? { kind: 'not-entered' } : { kind: 'pin', pin: reply.pin }
}
