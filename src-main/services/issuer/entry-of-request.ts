import type { EntryHead, JournalStore } from '../journal/journal-store-port'

/**
 * The entry of this terminal's journal that a request belongs to. Requests bear its name and what they are to it (`e-0123-a`,
 * `e-0123-claim-89ab`, `upload-e-0123`, `upload-e-0123-1780000000000`). Undefined for one that came without an entry.
 */
export async function entryOf(
  journal: Pick<JournalStore, 'head'>,
  request: string
): Promise<EntryHead | undefined> {
  const name = request.replace(/^upload-/, '')
  return (await journal.head(name)) ?? journal.head(name.replace(/-(?:a|\d+|claim-[0-9a-f]+)$/, ''))
}
