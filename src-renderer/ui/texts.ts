import { createContext } from 'svelte'

/** What the building blocks say by themselves; whoever mounts them supplies the words in the current language. */
export type UiWord =
  | 'close'
  | 'cancel'
  | 'copy'
  | 'copyHex'
  | 'copyDecoded'
  | 'copyJson'
  | 'copied'
  | 'clear'
  | 'search'
  | 'resize'
  | 'cause'
  | 'remedy'
  | 'masked'
  | 'bytes'
  | 'more'
  | 'stepDone'
  | 'stepCurrent'
  | 'stepFailed'
  | 'stepWaiting'
  | 'test'
  | 'validThru'
  | 'contactless'
  | 'dismiss'

export const [useWords, provideWords] = createContext<(word: UiWord) => string>()
