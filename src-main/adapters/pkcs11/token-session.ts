import type * as pkcs11js from 'pkcs11js'
import { hex } from '../../engine/bytes/hex'
import {
  TokenFailure,
  type TokenInfo,
  type TokenPlace,
  type TokenWish
} from '../../services/vault/token-port'
import { failureOf, findSlot, loadBinding, type Handle, type Pkcs11Module } from './pkcs11-library'
import type { TokenObject } from './token-primitives'

/** The calls of `TokenPrimitives`, each as the library does it: at once, and blocking. Throws `TokenFailure`. */
export class TokenSession {
  readonly info: TokenInfo
  private readonly p11: Pkcs11Module
  private readonly library: pkcs11js.PKCS11
  private readonly slot: Handle
  /** Keeps the login, and the derived keys. */
  private readonly keeper: Handle
  private readonly derived = new Map<string, Handle>()
  private readonly found = new Map<string, Handle>()
  /** A library is one for the whole process: only who began it ends it. */
  private isBegun = false

  constructor(place: TokenPlace, pin: string) {
    this.p11 = loadBinding()
    this.library = new this.p11.PKCS11()
    try {
      this.library.load(place.module)
    } catch (error) {
      throw new TokenFailure('no-module', undefined, { cause: error })
    }
    try {
      this.library.C_Initialize()
      this.isBegun = true
      this.slot = findSlot(this.library, place)
      this.keeper = this.openSession()
      this.library.C_Login(this.keeper, this.p11.CKU_USER, pin)
    } catch (error) {
      this.close()
      throw failureOf(error)
    }
    const { label, manufacturerID, model, serialNumber } = this.library.C_GetTokenInfo(this.slot)
    this.info = {
      label: label.trim(),
      manufacturer: manufacturerID.trim(),
      model: model.trim(),
      serial: serialNumber.trim()
    }
  }

  cipher(
    direction: 'encrypt' | 'decrypt',
    key: TokenObject,
    mode: 'ecb' | 'cbc',
    data: Uint8Array,
    iv?: Uint8Array
  ): Uint8Array {
    if (data.length === 0) return new Uint8Array()
    return this.run((session) => {
      const mechanism = this.cipherMechanism(key, mode, iv)
      const out = Buffer.alloc(data.length + 16)
      if (direction === 'encrypt') {
        this.library.C_EncryptInit(session, mechanism, this.object(session, key.handle))
        return this.library.C_Encrypt(session, Buffer.from(data), out)
      }
      this.library.C_DecryptInit(session, mechanism, this.object(session, key.handle))
      return this.library.C_Decrypt(session, Buffer.from(data), out)
    })
  }

  cmac(key: TokenObject, data: Uint8Array): Uint8Array {
    return this.run((session) => {
      const mechanism = key.algorithm === '3des' ? this.p11.CKM_DES3_CMAC : this.p11.CKM_AES_CMAC
      this.library.C_SignInit(session, { mechanism }, this.object(session, key.handle))
      return this.library.C_Sign(session, Buffer.from(data), Buffer.alloc(16))
    })
  }

  deriveChained(key: TokenObject, handle: string, data: Uint8Array): void {
    const { p11 } = this
    this.run((session) => {
      const isDes = key.algorithm === '3des'
      const mechanism = {
        mechanism: isDes ? p11.CKM_DES3_CBC_ENCRYPT_DATA : p11.CKM_AES_CBC_ENCRYPT_DATA,
        parameter: {
          type: isDes ? p11.CK_PARAMS_DES_CBC_ENCRYPT_DATA : p11.CK_PARAMS_AES_CBC,
          iv: Buffer.alloc(isDes ? 8 : 16),
          data: Buffer.from(data)
        }
      }
      const template = [
        ...this.keyTemplate(isDes ? '3des' : 'aes', data.length),
        ...(isDes ? [] : [{ type: p11.CKA_VALUE_LEN, value: data.length }]),
        { type: p11.CKA_TOKEN, value: false }
      ]
      const parent = this.object(session, key.handle)
      // In the session that stays open: what belongs to another goes away with it.
      this.derived.set(handle, this.library.C_DeriveKey(this.keeper, mechanism, parent, template))
      return new Uint8Array()
    })
  }

  release(handle: string): void {
    const object = this.derived.get(handle)
    this.derived.delete(handle)
    if (object !== undefined) this.library.C_DestroyObject(this.keeper, object)
  }

  signRaw(key: TokenObject, block: Uint8Array): Uint8Array {
    return this.run((session) => {
      this.library.C_SignInit(
        session,
        { mechanism: this.p11.CKM_RSA_X_509 },
        this.object(session, key.handle)
      )
      return this.library.C_Sign(session, Buffer.from(block), Buffer.alloc(block.length))
    })
  }

  generate({
    id,
    label,
    algorithm,
    bits,
    exponent = 3
  }: TokenWish): { modulus: Uint8Array; exponent: Uint8Array } | undefined {
    const { p11 } = this
    if (algorithm === 'sm4') throw new TokenFailure('unsupported')
    const named = this.naming(id, label)
    if (algorithm !== 'rsa') {
      const des = bits === 128 ? p11.CKM_DES2_KEY_GEN : p11.CKM_DES3_KEY_GEN
      const mechanism = { mechanism: algorithm === 'aes' ? p11.CKM_AES_KEY_GEN : des }
      const length = algorithm === 'aes' ? [{ type: p11.CKA_VALUE_LEN, value: bits / 8 }] : []
      this.run((session) => {
        const template = this.keyTemplate(algorithm, bits / 8, false)
        this.library.C_GenerateKey(session, mechanism, [...template, ...named, ...length])
        return new Uint8Array()
      })
      return undefined
    }
    const isPrivate = [
      ...[p11.CKA_TOKEN, p11.CKA_PRIVATE, p11.CKA_SENSITIVE, p11.CKA_SIGN].map((type) => ({
        type,
        value: true
      })),
      { type: p11.CKA_EXTRACTABLE, value: false }
    ]
    const publicTemplate = [
      { type: p11.CKA_TOKEN, value: false },
      { type: p11.CKA_MODULUS_BITS, value: bits },
      { type: p11.CKA_PUBLIC_EXPONENT, value: Buffer.from(exponent === 3 ? '03' : '010001', 'hex') },
      { type: p11.CKA_VERIFY, value: true }
    ]
    let modulus = new Uint8Array()
    this.run((session) => {
      const mechanism = { mechanism: p11.CKM_RSA_PKCS_KEY_PAIR_GEN }
      const pair = this.library.C_GenerateKeyPair(session, mechanism, publicTemplate, [
        ...isPrivate,
        ...named
      ])
      const [value] = this.library.C_GetAttributeValue(session, pair.publicKey, [{ type: p11.CKA_MODULUS }])
      modulus = Buffer.isBuffer(value?.value) ? Uint8Array.from(value.value) : modulus
      return modulus
    })
    return { modulus, exponent: exponent === 3 ? Uint8Array.of(3) : Uint8Array.of(1, 0, 1) }
  }

  create(key: TokenObject, label: string, bytes: Uint8Array): void {
    const { algorithm, handle } = key
    if (algorithm === 'sm4' || algorithm === 'rsa') throw new TokenFailure('unsupported')
    this.run((session) => {
      const value = Buffer.from(bytes)
      const template = this.keyTemplate(algorithm, bytes.length)
      this.library.C_CreateObject(session, [
        ...template,
        ...this.naming(handle, label),
        { type: this.p11.CKA_VALUE, value }
      ])
      value.fill(0)
      return new Uint8Array()
    })
  }

  destroy(handle: string): void {
    this.run((session) => {
      const object = this.object(session, handle)
      this.found.delete(handle)
      this.library.C_DestroyObject(session, object)
      return new Uint8Array()
    })
  }

  mechanisms(): readonly number[] {
    return this.library.C_GetMechanismList(this.slot)
  }

  close(): void {
    try {
      if (this.isBegun) this.library.C_Finalize()
    } catch {
      // The token is gone: there is nothing to let go of.
    } finally {
      this.library.close()
    }
  }

  private run(work: (session: Handle) => Uint8Array): Uint8Array {
    const session = this.openSession()
    try {
      return Uint8Array.from(work(session))
    } catch (error) {
      this.found.clear()
      throw failureOf(error)
    } finally {
      this.library.C_CloseSession(session)
    }
  }

  private openSession(): Handle {
    return this.library.C_OpenSession(this.slot, this.p11.CKF_SERIAL_SESSION | this.p11.CKF_RW_SESSION)
  }

  private object(session: Handle, handle: string): Handle {
    const known = this.derived.get(handle) ?? this.found.get(handle)
    if (known !== undefined) return known
    this.library.C_FindObjectsInit(session, [{ type: this.p11.CKA_ID, value: identifier(handle) }])
    const object = this.library.C_FindObjects(session)
    this.library.C_FindObjectsFinal(session)
    if (object === null) throw new TokenFailure('no-such-key')
    this.found.set(handle, object)
    return object
  }

  private cipherMechanism(
    { algorithm }: TokenObject,
    mode: 'ecb' | 'cbc',
    iv?: Uint8Array
  ): pkcs11js.Mechanism {
    const { p11 } = this
    const isDes = algorithm === '3des'
    if (mode === 'ecb') return { mechanism: isDes ? p11.CKM_DES3_ECB : p11.CKM_AES_ECB }
    const parameter = iv === undefined ? Buffer.alloc(isDes ? 8 : 16) : Buffer.from(iv)
    return { mechanism: isDes ? p11.CKM_DES3_CBC : p11.CKM_AES_CBC, parameter }
  }

  private keyTemplate(algorithm: '3des' | 'aes', length: number, withType = true): pkcs11js.Template {
    const { p11 } = this
    const des = length === 16 ? p11.CKK_DES2 : p11.CKK_DES3
    const uses = [
      p11.CKA_PRIVATE,
      p11.CKA_SENSITIVE,
      p11.CKA_ENCRYPT,
      p11.CKA_DECRYPT,
      p11.CKA_SIGN,
      p11.CKA_DERIVE
    ]
    return [
      { type: p11.CKA_CLASS, value: p11.CKO_SECRET_KEY },
      ...(withType ? [{ type: p11.CKA_KEY_TYPE, value: algorithm === 'aes' ? p11.CKK_AES : des }] : []),
      ...uses.map((type) => ({ type, value: true })),
      { type: p11.CKA_EXTRACTABLE, value: false }
    ]
  }

  private naming(handle: string, label: string): pkcs11js.Template {
    return [
      { type: this.p11.CKA_TOKEN, value: true },
      { type: this.p11.CKA_ID, value: identifier(handle) },
      { type: this.p11.CKA_LABEL, value: Buffer.from(label, 'utf8') }
    ]
  }
}

/** The bytes of the id; behind them the letter of a companion. */
function identifier(handle: string): Buffer {
  const companion = handle.slice(16)
  return Buffer.concat([hex(handle.slice(0, 16)), Buffer.from(companion, 'latin1')])
}
