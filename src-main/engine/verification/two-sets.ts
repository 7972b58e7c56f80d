import type { InspectionReport } from '../../contract/report'
import type { CardAuthentication, MethodResult } from '../emv/authenticate-card'
import { hex } from '../bytes/hex'
import { decodeDol } from '../tlv/dol'
import { examinedCard, type ExaminedApplication } from './examined-card'

const TERMINAL_DOES_SM = 0xdf69

/** Whether the card asks in its PDOL if the terminal can do SM (DF69): it has a set of data for either answer. */
export function asksForSm({ value }: Pick<ExaminedApplication, 'value'>): boolean {
  const pdol = value('9F38')
  return pdol !== undefined && decodeDol(hex(pdol)).entries.some(({ tag }) => tag === TERMINAL_DOES_SM)
}

/** Whether any application of the card does. */
export function hasTwoSets(report: InspectionReport): boolean {
  return examinedCard(report).applications.some(asksForSm)
}

/** What both sets came to, as one: the first for terminals without SM, the second for those with it. */
export function bothSets(first: CardAuthentication, second: CardAuthentication): CardAuthentication {
  return { ...first, methods: [...first.methods, ...second.methods] }
}

/** Whether the method was done with SM2 keys, as far as it went. */
export function isSm2Method({ authentication }: MethodResult): boolean {
  return authentication.caKey?.algorithm === 'sm2'
}
