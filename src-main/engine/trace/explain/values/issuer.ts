import { sameText, type LocalText } from '../../../../texts/local-text'
import { explainPhrases, scriptPhrases } from '../../../../texts/phrases/explain'
import { labelled, listText, remarked } from '../../../../texts/phrases/values'
import { toHex } from '../../../bytes/hex'
import { tagEntry } from '../../../tlv/tag-dictionary'
import { part } from '../context'
import type { Explainer } from './explainer'

const TAG_RESPONSE_CODE = 0x8a

/** Authorisation response code: two ASCII characters, with its meaning where the dictionary has one. */
export function responseCodeText(bytes: Uint8Array): LocalText {
  const characters = sameText(String.fromCharCode(...bytes).replace(/[^\x20-\x7e]/g, '?'))
  const known = tagEntry(TAG_RESPONSE_CODE)?.codes?.[toHex(bytes)]
  return known === undefined ? characters : remarked(characters, known)
}

/** Issuer authentication data 91 in the PBOC form: ARPC (8 bytes), authorisation response code (2 bytes). */
export const explainIssuerAuthentication: Explainer = (value, _entry, context) => {
  if (value.length !== 10) return {}
  const code = responseCodeText(value.subarray(8))
  return {
    value: labelled(explainPhrases.arc, code),
    children: [
      part(explainPhrases.arpc, value, [0, 8], context),
      part(explainPhrases.arc, value, [8, 10], context, { value: code })
    ]
  }
}

/** Issuer script results DF31: five bytes per script, result nibble, command number nibble, script identifier. */
export const explainScriptResults: Explainer = (value) => {
  const results: LocalText[] = []
  for (let at = 0; at + 5 <= value.length; at += 5) {
    const byte = value[at] ?? 0
    const script = toHex(value.subarray(at + 1, at + 5))
    results.push(scriptPhrases.results(byte & 0x0f, script, scriptPhrases.outcome(byte >> 4)))
  }
  return results.length === 0 ? {} : { value: listText(results) }
}
