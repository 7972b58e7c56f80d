import { maskPan } from '../../engine/tlv/masking'

/** A card number as it may be kept and shown: the first six and the last four digits (622848*********0018). */
export function truncatedPan(pan: string): string {
  return maskPan(pan)
}
