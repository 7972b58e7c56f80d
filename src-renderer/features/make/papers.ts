import type { CardPaper } from '../../../src-main/contract/card-paper'
import type { MakeRequest, MakeResult, ProfileView } from '../../../src-main/contract/production'
import type { Workspace } from '../../state/workspace'
import type { LimitName } from './form-rules'

interface Made {
  readonly result: MakeResult
  readonly order: MakeRequest
  readonly profile: ProfileView | undefined
  readonly issuer: string
}

/** The paper about a card that was made; undefined where there is none. */
export function paperOf(
  what: CardPaper['what'],
  { result, order, profile, issuer }: Made
): CardPaper | undefined {
  const { card, production } = result
  if (!card || !production) return undefined
  const about = { card, at: production.changedAt }
  if (what === 'report') {
    const { sentence, checks, findings, report } = result
    return {
      ...about,
      ...{ what, issuer, production: production.id, sentence, checks, findings },
      ...(report && { report })
    }
  }
  const hasPin = profile?.kind !== 'ecash'
  if (what === 'receipt') {
    const pin = order.makePin === true ? ('letter' as const) : ('chosen' as const)
    return {
      ...about,
      ...{ what, issuer, production: production.id },
      ...(hasPin && { pin }),
      ...(order.deposit !== undefined && { deposit: order.deposit })
    }
  }
  const limit = (name: LimitName): number =>
    order.applicant.limits?.[name] ?? profile?.limits[name]?.default ?? 0
  return {
    ...about,
    what,
    limits: { balance: limit('balance'), transaction: limit('transaction'), cvm: limit('cvm') },
    pin: hasPin
  }
}

type Shared = Pick<Workspace, 'app' | 'client' | 'language' | 'toasts'>

/** Prints it, and says what became of that; nothing where the person closed the print dialogue. */
export async function printPaper({ app, client, language, toasts }: Shared, paper: CardPaper): Promise<void> {
  await app.attempt('make.printFailed', async () => {
    const { printed } = await client.call('make.print', { paper, language: language.current })
    if (printed) toasts.show(language.t('make.printed'))
  })
}

/** Prints the PIN that was made up, which works once; `printed` hears that it did. */
export async function printPinLetter(
  { app, client, language, toasts }: Shared,
  production: string,
  printed: () => void
): Promise<void> {
  await app.attempt('make.printFailed', async () => {
    const answer = await client.call('make.printPin', { production, language: language.current })
    if (!answer.printed) return
    printed()
    toasts.show(language.t('make.printed'))
  })
}

/** Saves it where the person chooses. */
export async function savePaper(
  { app, client, language, toasts }: Shared,
  paper: CardPaper,
  format: 'html' | 'pdf'
): Promise<void> {
  await app.attempt('make.saveFailed', async () => {
    const saved = await client.call('make.save', { paper, format, language: language.current })
    if (saved.kind === 'saved') toasts.show(language.t('make.saved', { name: saved.name }))
  })
}
