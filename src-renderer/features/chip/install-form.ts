import type { ChipAction } from '../../../src-main/contract/chip'
import type { privilegePhrases } from '../../../src-main/texts/phrases/globalplatform'
import { hexIn } from './connect-form.svelte'

export type Privilege = keyof typeof privilegePhrases

/** Privileges in the order of how often applications want them. */
export const privileges = {
  usual: ['card-reset', 'cvm-management', 'card-lock', 'card-terminate'],
  others: [
    ...(['security-domain', 'dap-verification', 'mandated-dap-verification'] as const),
    ...(['delegated-management', 'authorized-management', 'token-management'] as const),
    ...(['receipt-generation', 'ciphered-load-file', 'trusted-path', 'global-delete'] as const),
    ...(['global-lock', 'global-registry', 'global-service', 'final-application'] as const),
    ...(['contactless-activation', 'contactless-self-activation'] as const)
  ]
} as const satisfies Readonly<Record<'usual' | 'others', readonly Privilege[]>>

const MOST_PARAMETERS = 250

interface InstallFields {
  readonly loadFile: string
  readonly module: string
  readonly instance: string
  readonly parameters: string
  readonly selectable: boolean
  readonly granted: readonly Privilege[]
}

/** The action that the fields ask for, or what is wrong with them. */
export function installAction({ loadFile, module, granted, selectable, ...typed }: InstallFields): {
  readonly action?: ChipAction
  readonly instanceWrong: boolean
  readonly parametersWrong: boolean
} {
  const [instance, parameters] = [hexIn(typed.instance), hexIn(typed.parameters)]
  const instanceWrong = !/^(?:[0-9A-F]{2}){5,16}$/.test(instance)
  const parametersWrong = !/^(?:[0-9A-F]{2})*$/.test(parameters) || parameters.length / 2 > MOST_PARAMETERS
  if (instanceWrong || parametersWrong) return { instanceWrong, parametersWrong }
  const action: ChipAction = {
    ...{ kind: 'install', loadFile, module, instance, makeSelectable: selectable },
    privileges: [...granted],
    ...(parameters !== '' && { parameters })
  }
  return { action, instanceWrong, parametersWrong }
}
