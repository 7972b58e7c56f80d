import type { Command } from 'commander'
import type { DoctorCheck } from '../../contract/views'
import { cliTexts, levels } from '../../texts/cli/messages'
import { helpTexts } from '../../texts/cli/help'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { styled } from '../output/style'

const STYLES = { ok: 'green', caution: 'yellow', problem: 'red' } as const

/** `cardwright doctor`: what is wrong with readers and services, and what to do. Ends with 3 where one is a problem. */
export function addDoctor(program: Command, run: CliRun): void {
  program.command('doctor').description(run.text(helpTexts.doctor)).action(run.action(doctor))
}

async function doctor(context: CliContext): Promise<ExitCode> {
  const workbench = context.workbench()
  await workbench.readers.ready()
  const checks = await workbench.doctor()
  printResult(
    context,
    { checks },
    () => checks.map((check) => checkText(check, context)).join('') + summary(checks, context)
  )
  return checks.some(({ level }) => level === 'problem') ? 3 : 0
}

function checkText(
  { level, title, detail, remedy }: DoctorCheck,
  { language, terminal }: CliContext
): string {
  const lines = [
    `${styled(`[${levels[level][language]}]`, STYLES[level], terminal.out)} ${title[language]}`,
    ...(detail === undefined ? [] : [indented(detail[language])]),
    ...(remedy === undefined ? [] : [indented(`${cliTexts.remedy[language]}: ${remedy[language]}`)])
  ]
  return `${lines.join('\n')}\n`
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

function summary(checks: readonly DoctorCheck[], { language }: CliContext): string {
  return checks.every(({ level }) => level === 'ok') ? `${cliTexts.allGood[language]}\n` : ''
}
