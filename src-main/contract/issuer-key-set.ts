import { z } from 'zod'

const bytes = z.string().regex(/^([0-9A-F]{2})+$/)
/** `YYYY-MM`. */
const month = z.string().regex(/^\d{4}-\d{2}$/)
const keyName = z.string().min(1).max(100)

/** Which keys of the vault an issuer makes cards with, and its certificate. */
export const issuerKeySet = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(80),
  keys: z.strictObject({
    imkAc: keyName,
    imkMac: keyName,
    imkEnc: keyName,
    sm4Ac: keyName.optional(),
    sm4Mac: keyName.optional(),
    sm4Enc: keyName.optional(),
    cvv: keyName.optional(),
    pvv: keyName.optional(),
    /** Under which cards are certified. */
    rsa: keyName,
    /** The same with SM2, for cards that want it. */
    sm2: keyName.optional(),
    /** Of the chips as they come. */
    kmc: keyName,
    /** Under which they leave, where the profile replaces the keys. */
    newKmc: keyName.optional(),
    /** The same two for security domains with AES keys (SCP03). */
    kmcAes: keyName.optional(),
    newKmcAes: keyName.optional()
  }),
  certificate: z.strictObject({
    /** Tag 8F. */
    caIndex: bytes,
    /** Tags 90, 92, 9F32. */
    certificate: bytes,
    remainder: bytes.optional(),
    exponent: bytes,
    modulus: bytes,
    expiry: month
  }),
  /** Of the SM2 key; tags 8F and 90, which holds the whole key. */
  certificateSm2: z.strictObject({ caIndex: bytes, certificate: bytes, expiry: month }).optional()
})

/** What a certification authority gives back, as it is written to a file and read from one: tags 8F, 90, 92, 9F32. */
export const returnedCertificate = z.strictObject({
  /** 5 bytes. */
  rid: bytes,
  caIndex: bytes,
  certificate: bytes,
  remainder: bytes.optional(),
  /** None with SM2. */
  exponent: bytes.optional()
})

export type ReturnedCertificateFile = z.infer<typeof returnedCertificate>
export type IssuerKeySet = z.infer<typeof issuerKeySet>
