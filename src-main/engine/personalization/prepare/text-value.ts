import { encodeGbk } from '../../bytes/gbk'

/** Text in GBK, of which ASCII is a part. A fault where it has a character that GBK lacks: it was checked before. */
export function gbk(text: string): Uint8Array {
  const bytes = encodeGbk(text)
  if (bytes === undefined) throw new Error('gbk: a character that GBK does not have')
  return bytes
}
