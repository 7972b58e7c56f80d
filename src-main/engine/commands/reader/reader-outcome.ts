/** What a reader answers when it cannot do what was asked of it. */
export type ReaderRefusal =
  /** 6A81: not with this reader, or not with this kind of card (PC/SC part 3, 3.2.2.1). */
  | { readonly kind: 'unsupported'; readonly sw: number }
  /** Any other status word: 6300 from an ACR122U whose operation failed. */
  | { readonly kind: 'failed'; readonly sw: number }

/** A refusal's kind by its status word. */
export function readerRefusal(sw: number): ReaderRefusal {
  return sw === 0x6a81 ? { kind: 'unsupported', sw } : { kind: 'failed', sw }
}
