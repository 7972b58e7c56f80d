import { concat } from '../bytes/bytes'
import { padMethod2, unpadMethod2 } from '../crypto/padding'
import { decipher, derive, encipher, macBy } from '../key-operations/operation'
import { channelFreeClass, securedClass } from './secured-class'
import type { Scheme } from './session'

/** i = 15: the MAC that the next one is chained from is enciphered; with i = 05 it is used as it is. */
const ICV_ENCIPHERED = 0x10
const BLOCK = 8
const MAC_LENGTH = 8

/** SCP01 (GlobalPlatform Card 2.3.1, appendix D): old chips, triple DES throughout, the static key for secrets. */
export const scp01: Scheme = {
  macOverCipherText: false,
  answers: undefined,
  *sessionKeys(_scp, keys, { host, card }) {
    const data = concat(card.slice(4), host.slice(0, 4), card.slice(0, 4), host.slice(4))
    return {
      enc: yield* derive(keys.enc, { by: 'enciphering', data }, false),
      mac: yield* derive(keys.mac, { by: 'enciphering', data }, false),
      dek: keys.dek
    }
  },
  *cryptograms({ enc }, { host, card }) {
    return {
      cardCryptogram: yield* macBy('cbc', enc, padMethod2(concat(host, card), BLOCK)),
      hostCryptogram: yield* macBy('cbc', enc, padMethod2(concat(card, host), BLOCK))
    }
  },
  *commandMac({ keys, scp, commandChain }, { plain, data }) {
    const chained = commandChain.some((byte) => byte !== 0)
    const iv =
      chained && (scp.i & ICV_ENCIPHERED) !== 0
        ? yield* encipher(keys.mac, 'ecb', commandChain)
        : commandChain
    const header = Uint8Array.of(
      channelFreeClass(securedClass(plain.cla)),
      plain.ins,
      plain.p1,
      plain.p2,
      data.length + MAC_LENGTH
    )
    return yield* macBy('cbc', keys.mac, padMethod2(concat(header, data), BLOCK), iv)
  },
  *encipherData({ keys }, data) {
    // The length goes in front, so that padding is needed only where the blocks are not whole (D.3.5).
    const counted = concat(Uint8Array.of(data.length), data)
    const whole = counted.length % BLOCK === 0 ? counted : padMethod2(counted, BLOCK)
    return yield* encipher(keys.enc, 'cbc', whole)
  },
  *decipherData({ keys }, data) {
    const plain = yield* decipher(keys.enc, 'cbc', data)
    const end = 1 + (plain[0] ?? 0)
    if (end > plain.length) return undefined
    const rest = plain.slice(end)
    const padded = rest.length === 0 || unpadMethod2(rest)?.length === 0
    return padded && rest.length < BLOCK ? plain.slice(1, end) : undefined
  }
}
