import { toHex } from '../../engine/bytes/hex'
import { padded } from '../../engine/inspection/display-width'
import type { CardAuthentication, MethodResult } from '../../engine/emv/authenticate-card'
import { stepViews, type FieldView, type StepView } from '../../engine/offline-auth/authentication-view'
import { indexText } from '../../services/ca-keys/ca-key-record'
import { odaTexts as say } from '../../texts/cli/oda'
import type { Language } from '../../texts/local-text'
import { safeText } from '../output/safe-text'

/** Bytes of a field on one line. */
const LINE_BYTES = 32

/** Whether there was a method, and all succeeded. */
export function isGenuine({ methods }: CardAuthentication): boolean {
  return methods.length > 0 && methods.every(succeeded)
}

function succeeded({ authentication: { outcome } }: MethodResult): boolean {
  return outcome.kind === 'authenticated'
}

/** The result for `--json`. */
export function authenticationDocument(result: CardAuthentication, reveal: boolean): unknown {
  const { application, methods, sentence } = result
  return {
    authenticated: isGenuine(result),
    ...(application !== undefined && {
      application: { aid: toHex(application.aid), label: application.label }
    }),
    methods: methods.map(({ method, authentication, note }) => {
      const { outcome, steps, caKey, dataAuthenticationCode, iccDynamicNumber } = authentication
      return {
        method,
        outcome: outcome.kind,
        ...(outcome.kind !== 'authenticated' && { step: outcome.step }),
        ...(caKey !== undefined && { caKey: { rid: toHex(caKey.rid), index: indexText(caKey.index) } }),
        ...(dataAuthenticationCode !== undefined && {
          dataAuthenticationCode: toHex(dataAuthenticationCode)
        }),
        ...(iccDynamicNumber !== undefined && { iccDynamicNumber: toHex(iccDynamicNumber) }),
        ...(note !== undefined && { note }),
        steps: stepViews(steps, { reveal })
      }
    }),
    ...(sentence !== undefined && { sentence })
  }
}

export interface ShownParts {
  readonly reveal: boolean
  /** Fields of steps that succeeded too. */
  readonly bytes: boolean
}

/** The result as text: each method with its steps; of a step that failed also the bytes that it looked at. */
export function authenticationText(
  { application, methods, sentence }: CardAuthentication,
  language: Language,
  { reveal, bytes }: ShownParts
): string {
  const lines: string[] = []
  if (application !== undefined) {
    lines.push([safeText(application.label ?? ''), toHex(application.aid)].join('  ').trim())
  }
  for (const result of methods) {
    const { method, authentication, note } = result
    lines.push(`${method}  ${(succeeded(result) ? say.genuine : say.notProven)[language]}`)
    if (note !== undefined) lines.push(`  ${note[language]}`)
    for (const step of stepViews(authentication.steps, { reveal })) {
      lines.push(...stepLines(step, language))
      if (bytes || !step.ok) lines.push(...step.fields.flatMap((field) => fieldLines(field, language)))
    }
  }
  if (sentence !== undefined) lines.push(sentence[language])
  return `${lines.join('\n')}\n`
}

function stepLines({ ok, name, section, problem }: StepView, language: Language): string[] {
  const head = `  ${padded((ok ? say.ok : say.failed)[language], 6)}  ${name[language]}  (${section})`
  return problem === undefined ? [head] : [head, `          ${problem[language]}`]
}

function fieldLines({ offset, name, hex, meaning }: FieldView, language: Language): string[] {
  const head = `          ${String(offset).padStart(3)}  ${name[language]}`
  const said = meaning === undefined ? '' : `  = ${meaning[language]}`
  if (hex.length <= LINE_BYTES * 2) return [`${head}  ${hex}${said}`]
  const rows = hex.match(new RegExp(`.{1,${String(LINE_BYTES * 2)}}`, 'g')) ?? []
  return [`${head}${said}`, ...rows.map((row) => `               ${row}`)]
}
