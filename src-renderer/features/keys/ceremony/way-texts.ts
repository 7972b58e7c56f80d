import type { TextKey } from '../../../../src-main/texts/window/index'
import type { Way } from './ceremony.svelte'

/** The name of each way in which a key comes in. */
export const wayTexts: Readonly<Record<Way, TextKey>> = {
  two: 'ceremony.wayTwo',
  three: 'ceremony.wayThree',
  block: 'ceremony.wayBlock',
  cryptogram: 'ceremony.wayCryptogram',
  generate: 'ceremony.wayGenerate',
  token: 'ceremony.wayToken'
}

/** What happens then, in a sentence. */
export const wayDetails: Readonly<Record<Way, TextKey>> = {
  two: 'ceremony.wayTwoDetail',
  three: 'ceremony.wayThreeDetail',
  block: 'ceremony.wayBlockDetail',
  cryptogram: 'ceremony.wayCryptogramDetail',
  generate: 'ceremony.wayGenerateDetail',
  token: 'ceremony.wayTokenDetail'
}
