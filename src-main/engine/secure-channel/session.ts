import type { CommandApdu } from '../apdu/command-apdu'
import type { ResponseApdu } from '../apdu/response-apdu'
import type { KeyRef } from '../crypto/key-ref'
import type { Composition } from '../key-operations/operation'

/** GlobalPlatform Card 2.3.1, appendices D (SCP01) and E (SCP02); Amendment D (SCP03). */
export type ScpName = 'SCP01' | 'SCP02' | 'SCP03'

/** A secure channel protocol with the options that the card named or the person chose ("i"). */
export interface Scp {
  readonly name: ScpName
  /** One byte of option bits; what each means is the protocol's own. */
  readonly i: number
}

/** P1 of EXTERNAL AUTHENTICATE: what protects the commands and answers of the session, bit by bit. */
export const LEVEL = Object.freeze({ cMac: 0x01, cEnc: 0x02, rMac: 0x10, rEnc: 0x20 })

/** The three keys of a security domain, out of one key version. All are DES (SCP01, SCP02) or all AES (SCP03). */
export interface StaticKeys {
  readonly enc: KeyRef
  readonly mac: KeyRef
  readonly dek: KeyRef
}

/** What a session works with. `dek` enciphers keys and other secrets within a command. */
export interface SessionKeys extends StaticKeys {
  /** MACs of answers; SCP01 has none. */
  readonly rMac?: KeyRef
}

/** What INITIALIZE UPDATE and its answer said. */
export interface Challenges {
  /** 8 bytes; 16 with SCP03 in its S16 form. */
  readonly host: Uint8Array
  /** 8 bytes (SCP01, SCP03), 6 (SCP02), 16 (SCP03 S16). */
  readonly card: Uint8Array
  /** 2 bytes (SCP02); 3 (SCP03 with a pseudo-random challenge). */
  readonly sequence?: Uint8Array
}

/** A session of which both sides know the keys, before EXTERNAL AUTHENTICATE. */
export interface Handshake {
  readonly scp: Scp
  readonly keys: SessionKeys
  /** 8 bytes, or 16 with S16: the same length that each C-MAC and R-MAC has. */
  readonly cardCryptogram: Uint8Array
  readonly hostCryptogram: Uint8Array
}

/** An open secure channel. It never changes: each command and each answer give the next one. */
export interface Session {
  readonly scp: Scp
  readonly level: number
  readonly keys: SessionKeys
  /** 8 or 16: bytes of a MAC as it is sent. */
  readonly macLength: number
  /** The last C-MAC in full: 8 bytes (SCP01, SCP02) or 16 (SCP03). */
  readonly commandChain: Uint8Array
  /** The last R-MAC; with SCP03 the command's chain stands for it. */
  readonly responseChain: Uint8Array
  /** SCP03: commands sent since EXTERNAL AUTHENTICATE. */
  readonly counter: number
  /** The plain command that the next answer belongs to. */
  readonly pending?: CommandApdu
}

/** What came out, and the channel as it is from then on. */
export interface Stepped<Value> {
  readonly value: Value
  readonly session: Session
}

export type Unprotected<Value> =
  | ({ readonly kind: 'ok' } & Stepped<Value>)
  /** The MAC is missing or wrong: the channel is no longer to be trusted. */
  | { readonly kind: 'mac-wrong' }
  /** The MAC is right, but what was enciphered has no padding at its end. */
  | { readonly kind: 'padding-wrong' }

/** One protocol: how its keys are made, and how it protects. Host and card side, since each checks the other. */
export interface Scheme {
  sessionKeys(scp: Scp, keys: StaticKeys, challenges: Challenges): Composition<SessionKeys>
  cryptograms(
    keys: SessionKeys,
    challenges: Challenges
  ): Composition<Pick<Handshake, 'cardCryptogram' | 'hostCryptogram'>>
  /** The C-MAC in full over the command as it is sent, without Le and MAC. */
  commandMac(session: Session, command: MacInput): Composition<Uint8Array>
  /** Whether the MAC covers the data as enciphered (SCP03) or in clear (SCP01, SCP02). */
  readonly macOverCipherText: boolean
  encipherData(session: Session, data: Uint8Array): Composition<Uint8Array>
  /** Undefined where the padding is wrong. */
  decipherData(session: Session, data: Uint8Array): Composition<Uint8Array | undefined>
  /** Undefined for a protocol without protected answers. */
  readonly answers: AnswerScheme | undefined
}

/** How answers are protected, where they are. */
export interface AnswerScheme {
  /** Whether an answer with this status word carries a MAC. */
  carriesMac(sw: number): boolean
  /** The R-MAC in full over the answer as it is sent, without MAC. */
  mac(session: Session, answer: ResponseApdu): Composition<Uint8Array>
  /** Absent where a protocol does not encipher answers. */
  readonly cipher?: {
    encipher(session: Session, data: Uint8Array): Composition<Uint8Array>
    /** Undefined where the padding is wrong. */
    decipher(session: Session, data: Uint8Array): Composition<Uint8Array | undefined>
  }
}

/** A command for its MAC: the plain one, and its data as the MAC covers them. */
export interface MacInput {
  readonly plain: CommandApdu
  readonly data: Uint8Array
}
