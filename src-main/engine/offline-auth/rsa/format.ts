// Constant bytes of RSA certificates and signatures (EMV Book 2, A2.1 and Annex B2).

export const HEADER = 0x6a
export const TRAILER = 0xbc
export const PADDING = 0xbb
/** Hash algorithm indicator 01: SHA-1. */
export const HASH_ALGORITHM_SHA1 = 0x01
export const HASH_LENGTH = 20
/** Public key algorithm indicator 01: RSA. */
export const KEY_ALGORITHM_RSA = 0x01
