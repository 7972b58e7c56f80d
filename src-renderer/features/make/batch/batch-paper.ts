import type { Workspace } from '../../../state/workspace'

type Shared = Pick<Workspace, 'app' | 'client' | 'language' | 'toasts'>

/** Prints what the batch came to, and says what became of that. */
export async function printBatch({ app, client, language, toasts }: Shared): Promise<void> {
  await app.attempt('make.printFailed', async () => {
    const { printed } = await client.call('batch.print', { language: language.current })
    if (printed) toasts.show(language.t('make.printed'))
  })
}

/** Saves it where the person chooses. */
export async function saveBatch(
  { app, client, language, toasts }: Shared,
  format: 'html' | 'pdf'
): Promise<void> {
  await app.attempt('make.saveFailed', async () => {
    const saved = await client.call('batch.save', { format, language: language.current })
    if (saved.kind === 'saved') toasts.show(language.t('make.saved', { name: saved.name }))
  })
}
