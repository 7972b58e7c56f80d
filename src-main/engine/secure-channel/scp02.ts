import { concat, uintBytes } from '../bytes/bytes'
import type { KeyRef } from '../crypto/key-ref'
import { padMethod2, unpadMethod2 } from '../crypto/padding'
import { type Composition, decipher, derive, encipher, macBy } from '../key-operations/operation'
import { channelFreeClass, securedClass } from './secured-class'
import type { Scheme } from './session'

/** Bits of "i" that decide how commands are protected (GlobalPlatform Card 2.3.1, E.1.1). */
const OPTION = { unmodifiedApdu: 0x02, icvEnciphered: 0x10 } as const
const BLOCK = 8
const MAC_LENGTH = 8
/** What each session key is made for (E.4.1). */
const PURPOSE = { cMac: 0x0101, rMac: 0x0102, dek: 0x0181, enc: 0x0182 } as const

/** SCP02 with explicit initiation (GlobalPlatform Card 2.3.1, appendix E): triple DES and retail MACs. */
export const scp02: Scheme = {
  macOverCipherText: false,
  *sessionKeys(_scp, keys, { sequence }) {
    if (sequence?.length !== 2) throw new Error('sequence: SCP02 counts its sessions in 2 bytes')
    return {
      enc: yield* sessionKey(keys.enc, PURPOSE.enc, sequence),
      mac: yield* sessionKey(keys.mac, PURPOSE.cMac, sequence),
      rMac: yield* sessionKey(keys.mac, PURPOSE.rMac, sequence),
      dek: yield* sessionKey(keys.dek, PURPOSE.dek, sequence)
    }
  },
  *cryptograms({ enc }, { host, card, sequence = new Uint8Array(2) }) {
    const ofCard = concat(sequence, card)
    return {
      cardCryptogram: yield* macBy('cbc', enc, padMethod2(concat(host, ofCard), BLOCK)),
      hostCryptogram: yield* macBy('cbc', enc, padMethod2(concat(ofCard, host), BLOCK))
    }
  },
  *commandMac({ keys, scp, commandChain }, { plain, data }) {
    const modified = (scp.i & OPTION.unmodifiedApdu) === 0
    const cla = channelFreeClass(modified ? securedClass(plain.cla) : plain.cla)
    const lc = data.length + (modified ? MAC_LENGTH : 0)
    const header = Uint8Array.of(cla, plain.ins, plain.p1, plain.p2, lc)
    const iv = yield* chainedFrom(keys.mac, commandChain, (scp.i & OPTION.icvEnciphered) !== 0)
    return yield* macBy('retail', keys.mac, padMethod2(concat(header, data), BLOCK), iv)
  },
  *encipherData({ keys }, data) {
    return yield* encipher(keys.enc, 'cbc', padMethod2(data, BLOCK))
  },
  *decipherData({ keys }, data) {
    return unpadMethod2(yield* decipher(keys.enc, 'cbc', data))
  },
  answers: {
    // Also an error carries its MAC (E.4.5).
    carriesMac: () => true,
    *mac({ keys, responseChain, pending }, { data, sw }) {
      if (keys.rMac === undefined || pending === undefined) throw new Error('no command waits for an answer')
      const { cla, ins, p1, p2 } = pending
      const command = concat(
        Uint8Array.of(channelFreeClass(cla), ins, p1, p2, pending.data.length),
        pending.data
      )
      const answer = concat(Uint8Array.of(data.length & 0xff), data, uintBytes(sw, 2))
      return yield* macBy('retail', keys.rMac, padMethod2(concat(command, answer), BLOCK), responseChain)
    }
  }
}

/** E.4.1: purpose, sequence counter and zeros, enciphered in CBC; used without a change of parity. */
function* sessionKey(key: KeyRef, purpose: number, sequence: Uint8Array): Composition<KeyRef> {
  const data = concat(uintBytes(purpose, 2), sequence, new Uint8Array(12))
  return yield* derive(key, { by: 'enciphering', data, chained: true }, false)
}

/** E.3.4: the last C-MAC, enciphered with single DES where "i" says so; zeros before the first. */
function* chainedFrom(mac: KeyRef, last: Uint8Array, enciphered: boolean): Composition<Uint8Array> {
  if (!enciphered || last.every((byte) => byte === 0)) return last
  const left = yield* derive(mac, { by: 'cutting', length: 8 }, false)
  return yield* encipher(left, 'ecb', last)
}
