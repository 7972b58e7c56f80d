import type { TextKey } from '../../../../src-main/texts/window/index'
import type { Way } from './ceremony.svelte'

/** The name of each way in which a key comes in. */
export const wayTexts: Readonly<Record<Way, TextKey>> = {
  two: 'keys.wayTwo',
  three: 'keys.wayThree',
  block: 'keys.wayBlock',
  cryptogram: 'keys.wayCryptogram',
  generate: 'keys.wayGenerate',
  token: 'keys.wayToken'
}

/** What happens then, in a sentence. */
export const wayDetails: Readonly<Record<Way, TextKey>> = {
  two: 'keys.wayTwoDetail',
  three: 'keys.wayThreeDetail',
  block: 'keys.wayBlockDetail',
  cryptogram: 'keys.wayCryptogramDetail',
  generate: 'keys.wayGenerateDetail',
  token: 'keys.wayTokenDetail'
}
