import { type ReaderError } from '../../../services/readers/reader-driver'
import { readerState, type ReaderState } from '../reader-state'
import { type Monitor } from '../supervisor'
import { type LiteReader, type LiteWatch, type PcscliteBinding } from './binding'
import { pcscliteError } from './errors'
import { buryReader } from './reader-pool'

export interface LiteListener {
  reader(name: string, state: ReaderState, atr?: Uint8Array): void
  died(error: ReaderError): void
}

/** Watches readers and cards; each reader has a native thread of its own. Throws `ReaderError` without a service. */
export function openLiteMonitor(binding: PcscliteBinding, listener: LiteListener): Monitor {
  let watch: LiteWatch
  try {
    watch = binding.watch()
  } catch (error) {
    throw pcscliteError(error, 'establish context')
  }
  let open = true
  const readers = new Set<LiteReader>()
  const died = (error: unknown): void => {
    if (open) listener.died(pcscliteError(error, 'watch'))
  }
  watch.on('error', died)
  watch.on('reader', (reader) => {
    readers.add(reader)
    reader.on('status', ({ state, atr }) => {
      if (open) listener.reader(reader.name, readerState(state), atr)
    })
    // A reader that is unplugged reports an error or only ends; the service's end shows in the watch itself, too.
    reader.on('error', (error) => {
      const { code } = pcscliteError(error, 'status')
      if (code === 'no-service') died(error)
    })
    reader.on('end', () => {
      readers.delete(reader)
      buryReader(reader)
      if (open) listener.reader(reader.name, { kind: 'gone' })
    })
  })
  return {
    close: () => {
      if (!open) return
      open = false
      // Not within one of its own callbacks, where it would wait for itself.
      setImmediate(() => {
        watch.close()
        for (const reader of readers) {
          reader.close()
          buryReader(reader)
        }
      })
    }
  }
}
