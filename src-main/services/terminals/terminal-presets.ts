import branchCounter from '../../../resources/terminals/branch-counter.json'
import metroGate from '../../../resources/terminals/metro-gate.json'
import offlineOnlyPos from '../../../resources/terminals/offline-only-pos.json'
import pos from '../../../resources/terminals/pos.json'
import type { TerminalPreset } from '../../contract/payment'
import { terminalFile } from '../../contract/terminal'
import { hex } from '../../engine/bytes/hex'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import { presetTexts } from '../../texts/phrases/terminals'
import { AppFailure } from '../app-failure'
import { presetFacts } from './preset-facts'

/** The one that is used where nobody chose. */
const DEFAULT = 'pos'

/** The terminals that come with the program, the default first. */
const presets: readonly TerminalConfiguration[] = [pos, offlineOnlyPos, metroGate, branchCounter].map(
  terminalOf
)

/** All of them, in the order in which they are offered. */
export function terminalPresets(): readonly TerminalConfiguration[] {
  return presets
}

/** The one with this id, the default where there is none. Throws `AppFailure` for a name that there is not. */
export function terminalPreset(id: string = DEFAULT): TerminalConfiguration {
  const found = presets.find((preset) => preset.id === id)
  if (found !== undefined) return found
  throw new AppFailure('terminal-unknown', { detail: presetTexts.known(presets.map((preset) => preset.id)) })
}

/** For a person to choose from. */
export function presetViews(): TerminalPreset[] {
  return presets.map((preset) => {
    const { id, name, description } = preset
    return { id, name, description, facts: presetFacts(preset) }
  })
}

/** A terminal from its file. Throws a fault where the file is not one: it came with the program. */
export function terminalOf(file: unknown): TerminalConfiguration {
  const { applications, actionCodes, limits, ...plain } = terminalFile.parse(file)
  const { ecash, ...otherLimits } = limits
  return {
    ...plain,
    type: Number.parseInt(plain.type, 16),
    capabilities: hex(plain.capabilities),
    additionalCapabilities: hex(plain.additionalCapabilities),
    ttq: hex(plain.ttq),
    applicationVersion: hex(plain.applicationVersion),
    applications: applications.map(({ aid, partial }) => ({ aid: hex(aid), partial })),
    limits: { ...otherLimits, ...(ecash !== undefined && { ecash }) },
    actionCodes: {
      denial: hex(actionCodes.denial),
      online: hex(actionCodes.online),
      default: hex(actionCodes.default)
    },
    defaultDdol: hex(plain.defaultDdol),
    defaultTdol: hex(plain.defaultTdol)
  }
}
