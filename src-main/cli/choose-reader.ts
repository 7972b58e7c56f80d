import { basename } from 'node:path'
import type { Workbench } from '../composition/workbench'
import { AppFailure } from '../services/app-failure'
import type { ReaderInfo, RegistrySnapshot } from '../services/readers/reader-registry'
import { readerChoice } from '../texts/cli/usage'
import type { ErrorCode } from '../texts/phrases/errors'
import { readBytesFile } from './files'

const VIRTUAL = 'virtual:'
const REPLAY = 'replay:'

/**
 * The id of the reader that `--reader` names: a PC/SC name or part of it, `virtual:NAME` (a virtual reader, or a card
 * on the shelf, which is put into a reader of its own), or `replay:FILE`. Without a name: the only PC/SC reader that
 * holds a card. Rejects with `AppFailure` that lists what there is.
 */
export async function chooseReader(
  workbench: Workbench,
  wanted: string | undefined,
  options: { readonly contactless: boolean }
): Promise<string> {
  if (wanted?.startsWith(VIRTUAL) === true)
    return virtualReader(workbench, wanted.slice(VIRTUAL.length), options)
  if (wanted?.startsWith(REPLAY) === true) {
    const file = wanted.slice(REPLAY.length)
    return workbench.traces.open(basename(file), readBytesFile(file))
  }
  const snapshot = await workbench.readers.ready()
  const pcsc = snapshot.readers.filter(({ id }) => id.startsWith('pcsc:'))
  return wanted === undefined
    ? onlyReaderWithCard(snapshot, pcsc)
    : namedReader(workbench, snapshot, wanted, pcsc)
}

function virtualReader(
  workbench: Workbench,
  name: string,
  options: { readonly contactless: boolean }
): string {
  const reader = workbench.shelf.readerFor(name, options)
  if (reader !== undefined) return VIRTUAL + reader
  const readers = workbench.readers.snapshot().readers.filter(({ id }) => id.startsWith(VIRTUAL))
  const cards = workbench.shelf.list().map(({ id }) => VIRTUAL + id)
  const names = [...new Set([...readers.map(({ id }) => id), ...cards])]
  throw new AppFailure('reader-unknown', { detail: readerChoice.there(VIRTUAL + name, lines(names)) })
}

function onlyReaderWithCard(snapshot: RegistrySnapshot, pcsc: readonly ReaderInfo[]): string {
  const [reader, ...others] = pcsc.filter(({ presence }) => presence !== 'empty')
  if (reader !== undefined && others.length === 0) return reader.id
  if (reader !== undefined) {
    const names = [reader, ...others].map(({ name }) => name)
    throw new AppFailure('reader-ambiguous', { detail: readerChoice.choose(lines(names)) })
  }
  if (pcsc.length > 0) {
    throw new AppFailure('no-card', { detail: readerChoice.empty(lines(pcsc.map(({ name }) => name))) })
  }
  throw new AppFailure(whyNoReader(snapshot))
}

function namedReader(
  workbench: Workbench,
  snapshot: RegistrySnapshot,
  wanted: string,
  pcsc: readonly ReaderInfo[]
): string {
  const resolved = workbench.readers.resolve(wanted)
  switch (resolved.kind) {
    case 'found':
      return resolved.reader.id
    case 'ambiguous': {
      const names = resolved.candidates.map(({ name }) => name)
      throw new AppFailure('reader-ambiguous', { detail: readerChoice.fits(wanted, lines(names)) })
    }
    case 'unknown': {
      if (pcsc.length === 0) throw new AppFailure(whyNoReader(snapshot))
      const names = snapshot.readers.map(({ id, name }) => (id.startsWith('pcsc:') ? name : id))
      throw new AppFailure('reader-unknown', { detail: readerChoice.there(wanted, lines(names)) })
    }
  }
}

/** The state of the smart-card service says more than "no reader", where that is the trouble. */
function whyNoReader({ services }: RegistrySnapshot): ErrorCode {
  const pcsc = services.find(({ driver }) => driver === 'pcsc-mini' || driver === 'pcsclite')
  switch (pcsc?.state) {
    case 'running':
      return 'no-reader'
    case 'no-permission':
      return 'no-permission'
    case 'stopped':
    case 'starting':
      return 'no-service'
    case 'binding-missing':
    case undefined:
      return 'binding-missing'
  }
}

function lines(names: readonly string[]): string {
  return names.map((name) => `\n  ${name}`).join('')
}
