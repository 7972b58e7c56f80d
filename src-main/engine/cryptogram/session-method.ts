/**
 * How a transaction's key comes out of a card's key:
 * - `none`: the card's key itself;
 * - `pboc`: the ATC and its complement enciphered (JR/T 0025.7; one block with SM4);
 * - `emv-csk`: the common session key of EMV Book 2, A1.3.1, out of the ATC;
 * - `emv-csk-arqc`: the same out of the ARQC, for issuer scripts;
 * - `mchip-skd`: the same out of ATC and unpredictable number;
 * - `visa-sm`: the key's halves mixed with the ATC and its complement (VIS 1.5, issuer scripts);
 * - `emv2000-h8-b4`, `emv2000-h16-b2`: the tree of EMV 2000 Book 2, A1.3, by its height and branch factor.
 */
export const SESSION_METHODS = [
  'none',
  'pboc',
  'emv-csk',
  'emv-csk-arqc',
  'mchip-skd',
  'visa-sm',
  'emv2000-h8-b4',
  'emv2000-h16-b2'
] as const

export type SessionMethod = (typeof SESSION_METHODS)[number]
