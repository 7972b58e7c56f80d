import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import { CAPABILITY } from '../../../src-main/engine/emv/verification-results'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'

const NOTHING = new Uint8Array(5)
const DEBIT = 'A000000333010101'

/** A terminal that finds nothing to ask the issuer about, and takes neither e-cash nor a PIN for the issuer. */
export function trustingTerminal(id?: string): TerminalConfiguration {
  const preset = terminalPreset(id)
  const { ecash: _none, ...limits } = preset.limits
  const capabilities = Uint8Array.from(preset.capabilities)
  const { byte, mask } = CAPABILITY.onlinePin
  capabilities[byte - 1] = (capabilities[byte - 1] ?? 0) & ~mask
  return {
    ...{ ...preset, capabilities, limits },
    randomSelection: { threshold: 0, target: 0, maximumTarget: 0 },
    actionCodes: { denial: NOTHING, online: NOTHING, default: NOTHING }
  }
}

/** Up to 15 transactions in a row, and 1000.00, that card and terminal may approve without the issuer (9F23, 9F59, 9F5C). */
const UPPER = {
  [`${DEBIT}/object/9F59`]: '0F',
  [`${DEBIT}/object/9F54`]: '000000100000',
  [`${DEBIT}/object/9F5C`]: '000000100000'
}

/** None of which they have to ask about (9F14, 9F58); or each, where the issuer can be reached. */
export const APPROVES_OFFLINE: Readonly<Record<string, string>> = {
  ...UPPER,
  [`${DEBIT}/record/4/1`]: '70089F14010F9F23010F',
  [`${DEBIT}/object/9F58`]: '0F'
}
export const APPROVES_UNASKED: Readonly<Record<string, string>> = {
  ...UPPER,
  [`${DEBIT}/record/4/1`]: '70089F1401009F23010F'
}
