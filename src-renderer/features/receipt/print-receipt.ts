import type { Workspace } from '../../state/workspace'

/** Prints an entry's receipt, and says what became of that; nothing where the person closed the print dialogue. */
export async function printReceipt(
  { app, client, language, toasts }: Pick<Workspace, 'app' | 'client' | 'language' | 'toasts'>,
  entry: string
): Promise<void> {
  await app.attempt('receipt.printFailed', async () => {
    const { printed } = await client.call('receipts.print', { entry, language: language.current })
    if (printed) toasts.show(language.t('receipt.printed'))
  })
}
