import type { ReaderView } from '../../src-main/contract/views'

/**
 * What a reader is called where room is short: its family where that names one reader only and stands in its PC/SC
 * name ("ACS ACR122U PICC Interface 00 00" is "ACR122U"), else its whole name.
 */
export function readerLabel(reader: ReaderView, all: readonly ReaderView[]): string {
  if (reader.driver === 'virtual' || reader.driver === 'replay') return reader.name
  const family = reader.profile.en
  const isAlone = all.filter((other) => other.profile.en === family).length <= 1
  return isAlone && reader.name.toLowerCase().includes(family.toLowerCase()) ? family : reader.name
}
