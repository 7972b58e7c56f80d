import { type ReaderError } from '../../../services/readers/reader-driver'
import { readerState, type ReaderState } from '../reader-state'
import { type Monitor } from '../supervisor'
import { type NativeClient, type PcscMiniBinding } from './binding'
import { bindingCode, pcscMiniError } from './errors'

export interface MonitorListener {
  reader(name: string, state: ReaderState): void
  /** The watch ended by itself: the service went away. */
  died(error: ReaderError): void
  /** The watch goes on, but something happened that it could not tell. */
  missed(): void
}

// A client whose service died cannot be ended: its finalizer raises an uncaught error when it is collected. So those
// are kept from collection until the process ends; there is one per death of the service.
const buried: NativeClient[] = []

/**
 * Watches all readers with a client of its own. The ATRs in its events are not used: pcsc-mini 0.1.3 hands out
 * memory that was written over by then. Throws `ReaderError` where there is no service.
 */
export function openMonitor(binding: PcscMiniBinding, listener: MonitorListener): Monitor {
  const client = binding.newClient()
  let open = true
  try {
    client.start(
      (name, word) => {
        if (open) listener.reader(name, readerState(word))
      },
      (error) => {
        if (!open) return
        if (bindingCode(error) === 'StatusEventBufferOverflow') listener.missed()
        else listener.died(pcscMiniError(error, 'watch'))
      }
    )
  } catch (error) {
    throw pcscMiniError(error, 'establish context')
  }
  return {
    close: () => {
      if (!open) return
      open = false
      try {
        client.stop()
      } catch {
        buried.push(client)
      }
    }
  }
}

// How long a look waits for the service to report every reader; a socket's round trip is well below a millisecond.
const lookMs = 50

/**
 * Looks once at all readers with a client that ends at once: pcsc-lite tells a waiting client of cards that come and
 * go, but not of programs that take and leave them.
 */
export function lookOnce(binding: PcscMiniBinding, listener: Pick<MonitorListener, 'reader'>): Monitor {
  const monitor = openMonitor(binding, { ...listener, died: close, missed: () => undefined })
  const timer = setTimeout(close, lookMs)
  timer.unref()
  function close(): void {
    clearTimeout(timer)
    monitor.close()
  }
  return { close }
}
