import type { ChipAction } from '../../../src-main/contract/chip'
import { aidWrong, hexIn, MOST_PARAMETERS, parametersWrong } from './hex-fields'
import type { Privilege } from './privileges'

/** In the select of protocols: none is named. */
export const AS_CARD = 'card'
export const domainProtocols = [AS_CARD, 'SCP02', 'SCP03'] as const
export const usualOptions = { [AS_CARD]: '', SCP02: '55', SCP03: '70' } as const
/** What chips have for security domains, in GlobalPlatform's own name. */
export const usualSource = { loadFile: 'A0000001515350', module: 'A000000151535041' } as const
/** The protocol takes four bytes of the parameters. */
const PROTOCOL_LENGTH = 4

interface DomainFields {
  readonly instance: string
  readonly protocol: (typeof domainProtocols)[number]
  /** Hex digits of "i". */
  readonly option: string
  readonly loadFile: string
  readonly module: string
  readonly parameters: string
  readonly granted: readonly Privilege[]
}

/** The action that the fields ask for, or what is wrong with them. */
export function domainAction(fields: DomainFields): {
  readonly action?: Extract<ChipAction, { kind: 'create-domain' }>
  readonly wrong: Readonly<Record<'instance' | 'option' | 'loadFile' | 'module' | 'parameters', boolean>>
} {
  const { protocol, granted } = fields
  const [instance, option, parameters] = [fields.instance, fields.option, fields.parameters].map(hexIn)
  const [loadFile, module] = [fields.loadFile, fields.module].map(hexIn)
  const named = protocol !== AS_CARD
  const wrong = {
    instance: aidWrong(instance),
    option: named && !/^[0-9A-F]{2}$/.test(option ?? ''),
    ...{ loadFile: aidWrong(loadFile), module: aidWrong(module) },
    parameters: parametersWrong(parameters, MOST_PARAMETERS - (named ? PROTOCOL_LENGTH : 0))
  }
  if (Object.values(wrong).some(Boolean) || instance === undefined) return { wrong }
  return {
    action: {
      ...{ kind: 'create-domain', instance, privileges: [...granted] },
      ...(named && { protocol: { name: protocol, i: Number.parseInt(option ?? '', 16) } }),
      ...(loadFile !== usualSource.loadFile && { loadFile }),
      ...(module !== usualSource.module && { module }),
      ...(parameters !== '' && { parameters })
    },
    wrong
  }
}
