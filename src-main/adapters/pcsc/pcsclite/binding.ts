import { createRequire } from 'node:module'
import { dirname } from 'node:path'

type Callback<T extends readonly unknown[]> = (error: unknown, ...results: T) => void

/** One reader as pcsclite makes it. It holds one connection at most. */
export interface LiteReader {
  readonly name: string
  readonly connected: boolean
  on(event: 'status', listener: (status: { readonly state: number; readonly atr?: Uint8Array }) => void): void
  on(event: 'error', listener: (error: unknown) => void): void
  on(event: 'end', listener: () => void): void
  connect(options: { share_mode: number; protocol: number }, done: Callback<[number]>): void
  disconnect(disposition: number, done: Callback<[]>): void
  transmit(data: Buffer, answerBytes: number, protocol: number, done: Callback<[Buffer]>): void
  /** The native call below `control`, which allocates by a deprecated constructor. */
  _control(data: Buffer, code: number, answer: Buffer, done: Callback<[number]>): void
  /** Ends the reader's own watch. Blocks until its thread is done. */
  close(): void
}

/** A watch on the list of readers; each comes once, as an event. */
export interface LiteWatch {
  readonly readers: Readonly<Record<string, LiteReader>>
  on(event: 'reader', listener: (reader: LiteReader) => void): void
  on(event: 'error', listener: (error: unknown) => void): void
  close(): void
}

export interface PcscliteBinding {
  /** Throws where there is no service. */
  watch(): LiteWatch
  /** A reader without a watch of its own, for one connection. */
  reader(name: string): LiteReader
}

interface NativeModule {
  readonly CardReader: new (name: string) => LiteReader
}

interface LoaderOptions {
  readonly bindings: string
  readonly module_root: string
}

/** Loads pcsclite; throws where it is not installed or was not built for this runtime. */
export function loadPcsclite(): PcscliteBinding {
  const require = createRequire(import.meta.url)
  const watch = require('pcsclite') as () => LiteWatch
  // The package exports no way to a second connection on a reader; its own loader is asked for the class.
  const packageFile = require.resolve('pcsclite/package.json')
  const bindings = createRequire(packageFile)('bindings') as (options: LoaderOptions) => NativeModule
  const native = bindings({ bindings: 'pcsclite', module_root: dirname(packageFile) })
  return { watch, reader: (name) => new native.CardReader(name) }
}
