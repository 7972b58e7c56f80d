import { concat, uintBytes } from '../bytes/bytes'
import { keyLength, type KeyRef } from '../crypto/key-ref'
import { padMethod2, unpadMethod2 } from '../crypto/padding'
import {
  cardChallenge,
  type Composition,
  decipher,
  derive,
  encipher,
  macBy
} from '../key-operations/operation'
import { scp03Input } from '../key-operations/scp03-input'
import { channelFreeClass, securedClass } from './secured-class'
import type { Scheme, Session } from './session'

const BLOCK = 16
/** What is derived (Amendment D 1.1.1, table 4-1). */
const CONSTANT = {
  cardCryptogram: 0x00,
  hostCryptogram: 0x01,
  enc: 0x04,
  mac: 0x06,
  rMac: 0x07
}
/** First byte of the counter block that answers are enciphered with (6.2.7). */
const ANSWER = 0x80

/** SCP03 (GlobalPlatform Amendment D 1.1.1): AES with CMAC. S8 or S16 follows from the length of the challenges. */
export const scp03: Scheme = {
  macOverCipherText: true,
  *sessionKeys(_scp, keys, { host, card }) {
    const context = concat(host, card)
    return {
      enc: yield* sessionKey(keys.enc, CONSTANT.enc, context),
      mac: yield* sessionKey(keys.mac, CONSTANT.mac, context),
      rMac: yield* sessionKey(keys.mac, CONSTANT.rMac, context),
      dek: keys.dek
    }
  },
  *cryptograms({ mac }, { host, card }) {
    const context = concat(host, card)
    return {
      cardCryptogram: yield* derivedBytes(mac, CONSTANT.cardCryptogram, context, card.length),
      hostCryptogram: yield* derivedBytes(mac, CONSTANT.hostCryptogram, context, card.length)
    }
  },
  *commandMac({ keys, commandChain, macLength }, { plain, data }) {
    const { ins, p1, p2 } = plain
    const cla = channelFreeClass(securedClass(plain.cla))
    const header = Uint8Array.of(cla, ins, p1, p2, data.length + macLength)
    return yield* macBy('cmac', keys.mac, concat(commandChain, header, data))
  },
  *encipherData(session, data) {
    const iv = yield* counterBlock(session, 0)
    return yield* encipher(session.keys.enc, 'cbc', padMethod2(data, BLOCK), iv)
  },
  *decipherData(session, data) {
    const iv = yield* counterBlock(session, 0)
    return unpadMethod2(yield* decipher(session.keys.enc, 'cbc', data, iv))
  },
  answers: {
    // Errors go without protection (6.2.5).
    carriesMac: (sw) => sw === 0x9000 || sw >> 8 === 0x62 || sw >> 8 === 0x63,
    *mac({ keys, commandChain }, { data, sw }) {
      if (keys.rMac === undefined) throw new Error('the session has no key for answers')
      return yield* macBy('cmac', keys.rMac, concat(commandChain, data, uintBytes(sw, 2)))
    },
    cipher: {
      *encipher(session, data) {
        const iv = yield* counterBlock(session, ANSWER)
        return yield* encipher(session.keys.enc, 'cbc', padMethod2(data, BLOCK), iv)
      },
      *decipher(session, data) {
        const iv = yield* counterBlock(session, ANSWER)
        return unpadMethod2(yield* decipher(session.keys.enc, 'cbc', data, iv))
      }
    }
  }
}

/**
 * The card challenge that a card with pseudo-random challenges ("i" bit 10) must have given: 8 or 16 bytes out of its
 * sequence counter (3 bytes) and the AID of the security domain (Amendment D 1.1.1, 6.2.2.1).
 */
export function* expectedCardChallenge(
  enc: KeyRef,
  sequence: Uint8Array,
  aid: Uint8Array,
  length: number
): Composition<Uint8Array> {
  return yield* cardChallenge(enc, sequence, aid, length)
}

/** As long as the key that it comes from. */
function* sessionKey(key: KeyRef, constant: number, context: Uint8Array): Composition<KeyRef> {
  const length = keyLength(key)
  const blocks = Math.ceil(length / BLOCK)
  const inputs = Array.from({ length: blocks }, (_, block) =>
    scp03Input(constant, length, block + 1, context)
  )
  return yield* derive(key, { by: 'cmac', inputs, length }, false)
}

/** At most one block: a cryptogram. */
function* derivedBytes(
  key: KeyRef,
  constant: number,
  context: Uint8Array,
  length: number
): Composition<Uint8Array> {
  const mac = yield* macBy('cmac', key, scp03Input(constant, length, 1, context))
  return mac.slice(0, length)
}

/** The vector that CBC starts from: the enciphered number of the command, for answers with its first bit set. */
function* counterBlock({ keys, counter }: Session, first: number): Composition<Uint8Array> {
  const block = new Uint8Array(BLOCK)
  block.set(uintBytes(counter, 6), BLOCK - 6)
  block[0] = first
  return yield* encipher(keys.enc, 'ecb', block)
}
