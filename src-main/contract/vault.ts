import { z } from 'zod'

/** What a key may be used for: one purpose a key. */
export const keyUsages = [
  /** Issuer master keys: application cryptograms, script MACs, script encipherment. */
  'imk-ac',
  'imk-mac',
  'imk-enc',
  /** Card manager keys or their masters: one for all three, or each by itself. */
  'kmc',
  'kmc-enc',
  'kmc-mac',
  'kmc-dek',
  /** The card's issuer about the content of chips: leave, proof of it, and signatures over load files. */
  'gp-token',
  'gp-receipt',
  'gp-dap',
  'pin',
  'cvv',
  'pvv',
  'message-mac',
  /** Protects other keys on their way. */
  'kek',
  /** Wraps the private keys of chip cards until they are personalized. */
  'icc-wrap',
  'issuer-signing'
] as const

export const keyUsage = z.enum(keyUsages)
export const vaultAlgorithms = ['3des', 'aes', 'sm4', 'rsa', 'sm2'] as const

/** How the vault in the data folder stands. `newer`: a later version of this program wrote it. */
export const vaultState = z.enum(['absent', 'locked', 'unlocked', 'damaged', 'newer'])

const hexBytes = z.string().regex(/^([0-9A-F]{2})+$/)

/** What is told of a key; never the key. */
export const keyRecord = z
  .object({
    /** 16 hex digits; of the built-in keys `test:` and a name. */
    id: z.string().regex(/^([0-9A-F]{16}|test:[a-z0-9-]+)$/),
    label: z.string().regex(/^(test:)?[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u),
    usage: keyUsage,
    algorithm: z.enum(vaultAlgorithms),
    /** Of the key as its algorithm counts: 128 for double-length triple DES, the modulus of RSA, 256 for SM2. */
    bits: z.number().int(),
    /** 3 bytes, 6 hex digits. */
    kcv: z.string().regex(/^[0-9A-F]{6}$/),
    /** A block of zeros or of 01 bytes enciphered; of a key pair the start of SHA-256 of its public key. */
    kcvMethod: z.enum(['zeros', 'ones', 'public-key']),
    kind: z.enum(['TEST', 'real']),
    origin: z.enum(['generated', 'components', 'key-block', 'cryptogram', 'built-in']),
    exportable: z.boolean(),
    backend: z.enum(['software', 'token']),
    /** Milliseconds since 1970; 0 of the built-in keys. */
    createdAt: z.number().int(),
    retiredAt: z.number().int().optional(),
    /** RSA: modulus and exponent. SM2: X and Y as the modulus, no exponent. */
    publicKey: z.object({ modulus: hexBytes, exponent: hexBytes.optional() }).readonly().optional()
  })
  .readonly()

/** The vault as it lies in the data folder. Everything but `check`, `body` and `sum` is authenticated with the body. */
export const vaultFile = z
  .object({
    format: z.literal('cardwright-vault'),
    version: z.number().int(),
    kdf: z.object({
      name: z.literal('scrypt'),
      n: z.number().int(),
      r: z.literal(8),
      p: z.literal(1),
      salt: hexBytes
    }),
    cipher: z.literal('xchacha20-poly1305'),
    nonce: hexBytes,
    /** Tells a wrong passphrase. */
    check: hexBytes,
    body: hexBytes,
    /** SHA-256 over all of the above: tells damage without the passphrase. */
    sum: hexBytes
  })
  .readonly()

/** What lies inside, before the keys' bytes. */
export const vaultContent = z.object({
  keys: z.array(z.object({ record: keyRecord, secretLength: z.number().int().min(0) })),
  /** The last entry of the audit log when this was written. */
  audit: z.object({ seq: z.number().int(), hash: hexBytes }).optional()
})

const auditEvents = [
  'vault-created',
  'vault-unlocked',
  'unlock-refused',
  'passphrase-changed',
  'component-entered',
  'component-refused',
  /** Somebody gave up before all components were there. */
  'components-abandoned',
  'key-generated',
  'key-imported',
  'import-refused',
  'key-exported',
  'export-refused',
  'key-retired',
  'key-deleted',
  'key-taken-up',
  'token-set',
  'token-unlocked',
  'token-refused',
  /** The bytes of a key that a token keeps, or of one derived from it, were in this program's memory. */
  'software-exposure'
] as const

/** A line of the audit log. */
export const auditEntry = z
  .object({
    seq: z.number().int(),
    /** ISO 8601, UTC. */
    at: z.string(),
    /** The user of the operating system. */
    user: z.string(),
    custodian: z.string().optional(),
    event: z.enum(auditEvents),
    key: z.object({ id: z.string(), label: z.string(), kcv: z.string() }).optional(),
    /** A word of the program, not a sentence. */
    detail: z.string().optional(),
    /** SHA-256 of the entry before; zeros for the first. */
    prev: z.string(),
    hash: z.string()
  })
  .strict()

/** Tries to unlock that failed since one succeeded. */
export const unlockTries = z.object({ failures: z.number().int().min(0), at: z.number().int() })

/** The person's choices about the vault. */
export const vaultSettings = z.object({
  idleMinutes: z.number().min(1).max(60).optional(),
  token: z
    .object({ module: z.string(), slot: z.number().int().optional(), label: z.string().optional() })
    .optional(),
  /** Wrong PINs in a row that were given to the token. */
  wrongPins: z.number().int().min(0).optional()
})

export type KeyUsage = z.infer<typeof keyUsage>
export type VaultState = z.infer<typeof vaultState>
export type KeyRecord = z.infer<typeof keyRecord>
export type VaultFile = z.infer<typeof vaultFile>
export type VaultSettings = z.infer<typeof vaultSettings>
export type AuditEntry = z.infer<typeof auditEntry>
export type AuditEvent = AuditEntry['event']
