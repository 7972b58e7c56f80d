import type { StorePreview } from '../../contract/chip'
import { gpTexts } from '../../texts/cli/gp'
import type { Language } from '../../texts/local-text'
import { fieldLines } from './explained'
import { safeText } from './safe-text'

const { stored: say } = gpTexts

/** What STORE DATA would carry: each part with its data objects. */
export function storePreviewText({ parts, length }: StorePreview, language: Language): string {
  const lines = parts.flatMap((part) => {
    const { dgi, name, enciphered, fields } = part
    const facts = [say.bytes(part.length)[language], ...(enciphered ? [say.enciphered[language]] : [])]
    const head = [...(dgi === undefined ? [] : [dgi]), name[language], `(${facts.join(', ')})`].join('  ')
    return [head, ...fieldLines(fields, language, 1)]
  })
  return safeText([...lines, '', say.total(parts.length, length)[language], ''].join('\n'))
}
