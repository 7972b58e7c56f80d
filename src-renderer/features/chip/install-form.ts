import type { ChipAction } from '../../../src-main/contract/chip'
import { aidWrong, hexIn, parametersWrong as tooMuch } from './hex-fields'
import type { Privilege } from './privileges'

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
  readonly action?: Extract<ChipAction, { kind: 'install' }>
  readonly instanceWrong: boolean
  readonly parametersWrong: boolean
} {
  const [instance, parameters] = [hexIn(typed.instance), hexIn(typed.parameters)] as const
  const instanceWrong = aidWrong(instance)
  const parametersWrong = tooMuch(parameters)
  if (instanceWrong || parametersWrong) return { instanceWrong, parametersWrong }
  const action = {
    ...{ kind: 'install' as const, loadFile, module, instance, makeSelectable: selectable },
    privileges: [...granted],
    ...(parameters !== '' && { parameters })
  }
  return { action, instanceWrong, parametersWrong }
}
