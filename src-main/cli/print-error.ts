import type { AppErrorData } from '../contract/common'
import type { CliContext } from './context'
import { errorText } from './output/error-text'

/** Tells what went wrong: as the one JSON document where that was asked for, else in words on standard error. */
export function printError(
  context: Pick<CliContext, 'terminal' | 'json' | 'language'>,
  error: AppErrorData
): void {
  const { terminal, json, language } = context
  if (json) terminal.out.write(`${JSON.stringify({ error }, undefined, 2)}\n`)
  else terminal.err.write(errorText(error, language, terminal.err))
}
