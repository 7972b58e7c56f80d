import type { AppErrorData } from '../../contract/common'
import type { Language } from '../../texts/local-text'
import { cliTexts } from '../../texts/cli/messages'
import type { OutputStream } from '../terminal'
import { styled } from './style'
import { safeText } from './safe-text'

/** An error for a person: what happened, why, and what to do next. */
export function errorText(error: AppErrorData, language: Language, stream: OutputStream): string {
  const { message, cause, sw } = error
  const remedy = error.remedy ?? (error.code === 'bad-request' ? cliTexts.seeHelp : undefined)
  const status = sw === undefined ? '' : ` (${sw})`
  const colon = language === 'zh' ? '：' : ': '
  const lines = [
    `cardwright: ${styled(cliTexts.error[language], 'red', stream)}${colon}${message[language]}${status}`,
    ...(cause === undefined
      ? []
      : [`  ${cliTexts.cause[language]}${colon}${indented(safeText(cause[language]))}`]),
    ...(remedy === undefined ? [] : [`  ${cliTexts.remedy[language]}${colon}${remedy[language]}`])
  ]
  return `${lines.join('\n')}\n`
}

/** Further lines stand under the first; those of a list are indented already. */
function indented(text: string): string {
  return text.replace(/\n(?! )/g, '\n    ')
}
