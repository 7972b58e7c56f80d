import { isSet, CAPABILITY } from '../../engine/emv/verification-results'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'

/** The bank's own desk. */
export const COUNTER = 'branch-counter'

/**
 * The terminal of the counter services. Its PIN pad is not used in the card's own cardholder verification: where a holder
 * has to agree with a PIN, the service itself asks for it.
 */
export function counterTerminal(preset: TerminalConfiguration): TerminalConfiguration {
  const capabilities = Uint8Array.from(preset.capabilities)
  for (const bit of [CAPABILITY.plainOfflinePin, CAPABILITY.encipheredOfflinePin, CAPABILITY.onlinePin]) {
    if (isSet(capabilities, bit)) capabilities[bit.byte - 1] = (capabilities[bit.byte - 1] ?? 0) & ~bit.mask
  }
  return { ...preset, capabilities }
}
