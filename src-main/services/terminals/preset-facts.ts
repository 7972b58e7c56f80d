import type { TerminalPreset } from '../../contract/payment'
import {
  isOfflineOnly,
  isUnattended,
  type TerminalConfiguration
} from '../../engine/emv/terminal-configuration'
import { CAPABILITY, isSet } from '../../engine/emv/verification-results'
import { amountText } from '../../engine/trace/explain/values/money'
import { sameText, type LocalText } from '../../texts/local-text'
import { presetTexts as say } from '../../texts/phrases/terminals'
import { listText } from '../../texts/phrases/values'

/** What a terminal is and may do, in words. */
export function presetFacts(terminal: TerminalConfiguration): TerminalPreset['facts'] {
  const { limits, currency } = terminal
  // The limits of a terminal are the first amounts that it does not take.
  const upTo = (limit: number): LocalText => say.upTo(amountText(limit - 1, String(currency)))
  return [
    {
      name: say.kind,
      value: listText([say.attendance(!isUnattended(terminal)), say.connection(!isOfflineOnly(terminal))])
    },
    { name: say.flashPay, value: upTo(limits.flash) },
    { name: say.ecash, value: limits.ecash === undefined ? say.notTaken : upTo(limits.ecash) },
    { name: say.floor, value: say.from(amountText(limits.floor, String(currency))) },
    { name: say.verification, value: listText(methods(terminal)) },
    { name: say.merchant, value: sameText(terminal.merchantName) }
  ]
}

function methods({ capabilities }: TerminalConfiguration): LocalText[] {
  const rows = [
    [CAPABILITY.onlinePin, say.onlinePin],
    [CAPABILITY.plainOfflinePin, say.plainPin],
    [CAPABILITY.encipheredOfflinePin, say.encipheredPin],
    [CAPABILITY.signature, say.signature],
    [CAPABILITY.noCvm, say.none]
  ] as const
  return rows.filter(([bit]) => isSet(capabilities, bit)).map(([, text]) => text)
}
