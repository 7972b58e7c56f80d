/** What belongs to this installation as a whole: its key, and the enciphered numbers of cards it has met. */
export interface InstallationStore {
  value(name: string): Promise<string | undefined>
  /** A value is written once; a second one under the same name is a fault. */
  add(name: string, value: string): Promise<void>
  /** The enciphered number (upper-case hex) of the card with this reference. */
  cardNumber(reference: string): Promise<string | undefined>
  /** Keeps the first number that was given for a reference. */
  addCardNumber(reference: string, sealed: string): Promise<void>
}
