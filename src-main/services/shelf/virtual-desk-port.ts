import type { CardSideEntry, VirtualCardKind } from '../../contract/views'

/** What the shelf needs of the virtual readers and cards. Names of readers are without their `virtual:` prefix. */
export interface VirtualDesk {
  addReader(name: string, options: { readonly contactless: boolean }): void
  /** Makes a new card of a kind and stores it under the id; `number` counts the cards of a kind from 1. */
  create(card: string, kind: VirtualCardKind, number: number): void
  /**
   * Makes the card anew where what is stored of it cannot be used; that is set aside, never overwritten.
   * Tells whether it did.
   */
  mend(card: string, kind: VirtualCardKind, number: number): boolean
  /** Puts the stored card into a reader. */
  insert(reader: string, card: string): void
  /** Takes out what is in the reader, in the middle of a command if need be. */
  remove(reader: string): void
  /** Forgets the stored card. */
  discard(card: string): void
  /** What is known of the stored card without power: its truncated number, where it has one. */
  facts(card: string): { readonly pan?: string }
  /** What the card saw since this program put it in, oldest first. */
  seen(card: string): readonly CardSideEntry[]
}
