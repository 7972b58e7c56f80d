import { type LiteReader, type PcscliteBinding } from './binding'

/**
 * Native readers for connections, used again for as long as the process lives. pcsclite 1.0.1 leaves a field of
 * theirs uninitialised that its destructor looks at, so that collecting one may bring the process down: none is.
 */
const free = new Map<string, LiteReader[]>()

/** `used`: it has been connected before, maybe to a service that has gone since. */
export function takeReader(
  binding: PcscliteBinding,
  name: string
): { readonly reader: LiteReader; readonly used: boolean } {
  const reader = free.get(name)?.pop()
  return reader === undefined ? { reader: binding.reader(name), used: false } : { reader, used: true }
}

/** Gives back a reader that is not connected. */
export function giveBackReader(reader: LiteReader): void {
  const readers = free.get(reader.name) ?? []
  readers.push(reader)
  free.set(reader.name, readers)
}

/** Keeps a reader whose connection could not be closed from being collected, and from being used. */
export function buryReader(reader: LiteReader): void {
  buried.push(reader)
}
const buried: LiteReader[] = []
