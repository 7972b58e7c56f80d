// Constant bytes of SM2 certificates and signatures (JR/T 0025 with SM2).

export const SECTION = 'JR/T 0025, SM2'
/** Signature algorithm 04: SM2 with SM3. */
export const ALGORITHM_SM2 = 0x04
/** Encipherment algorithm 00, as SM2 certificates carry it. */
export const NO_ENCIPHERMENT = 0x00
/** Curve parameters 11: the curve of GB/T 32918.5. */
export const CURVE_SM2 = 0x11
/** X and Y. */
export const POINT_LENGTH = 64
/** r and s. */
export const SIGNATURE_LENGTH = 64
