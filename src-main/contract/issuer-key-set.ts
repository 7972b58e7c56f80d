import { z } from 'zod'

const bytes = z.string().regex(/^([0-9A-F]{2})+$/)
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
    /** `YYYY-MM`. */
    expiry: z.string().regex(/^\d{4}-\d{2}$/)
  })
})

/** What a certification authority gives back, as it is written to a file and read from one: tags 8F, 90, 92, 9F32. */
export const returnedCertificate = z.strictObject({
  /** 5 bytes. */
  rid: bytes,
  caIndex: bytes,
  certificate: bytes,
  remainder: bytes.optional(),
  exponent: bytes
})

export type ReturnedCertificateFile = z.infer<typeof returnedCertificate>
export type IssuerKeySet = z.infer<typeof issuerKeySet>
