import type { Place } from '../../engine/script/token'
import type { MaskedHex } from '../../engine/trace/trace'
import { scriptTexts } from '../../texts/cli/script'
import type { Language, LocalText } from '../../texts/local-text'
import type { OutputStream } from '../terminal'
import { safeText } from './safe-text'
import { styled } from './style'

/** What a running script did, with nothing left in it that must not be seen. */
export type ShownEvent =
  /** `duration`: microseconds. */
  | {
      readonly kind: 'exchange'
      readonly command: MaskedHex
      readonly response: MaskedHex
      readonly duration: number
    }
  | { readonly kind: 'print'; readonly place: Place; readonly text: string }
  | { readonly kind: 'reset'; readonly place: Place; readonly atr: string }
  | {
      readonly kind: 'expectation'
      readonly place: Place
      readonly source: string
      readonly failure?: LocalText
    }
  | { readonly kind: 'fault'; readonly place: Place; readonly text: LocalText }

/** The event as lines. */
export function eventText(event: ShownEvent, language: Language, stream: OutputStream): string {
  switch (event.kind) {
    case 'exchange': {
      const { command, response, duration } = event
      const time = styled(`  ${(duration / 1000).toFixed(1)} ms`, 'dim', stream)
      return `${styled(`> ${command}`, 'bold', stream)}\n${styled(`< ${response}`, 'bold', stream)}${time}\n`
    }
    case 'print':
      return `${safeText(event.text)}\n`
    case 'reset':
      return `${scriptTexts.reset[language]}: ${event.atr}\n`
    case 'expectation': {
      const { place, source, failure } = event
      const verdict = failure === undefined ? scriptTexts.met : scriptTexts.notMet
      const why = failure === undefined ? '' : `: ${failure[language]}`
      return safeText(`  ${at(place, language)}  ${source}  ${verdict[language]}${why}`) + '\n'
    }
    case 'fault':
      return (
        safeText(`${at(event.place, language)}: ${scriptTexts.fault[language]}: ${event.text[language]}`) +
        '\n'
      )
  }
}

function at({ file, line, column }: Place, language: Language): string {
  return scriptTexts.place(file, line, column)[language]
}
