/** The side of the chip that is powered. */
export type CardInterface = 'contact' | 'contactless'

/** What a command did to the card, as a code that the window puts into words. Values are upper-case hex. */
export interface CardChange {
  readonly code:
    | 'application-selected'
    | 'transaction-started'
    | 'ecash-path-chosen'
    | 'atc-raised'
    | 'application-blocked'
    | 'pin-verified'
    | 'pin-tries-lowered'
    | 'pin-blocked'
    | 'pin-changed'
    | 'pin-tries-restored'
    | 'cryptogram-made'
    | 'balance-changed'
    | 'data-replaced'
    | 'record-replaced'
    | 'issuer-authenticated'
    | 'issuer-refused'
    | 'script-refused'
    | 'application-unblocked'
    | 'card-blocked'
  readonly from?: string
  readonly to?: string
}

/** What the card saw. `command` and `response` are upper-case hex; `*` stands for a nibble of a PIN. */
export type CardEvent =
  | { readonly kind: 'power-up'; readonly interface: CardInterface; readonly atr: string }
  | { readonly kind: 'reset'; readonly atr: string }
  | { readonly kind: 'power-down' }
  | { readonly kind: 'power-lost' }
  /** The card found itself broken and answered 6F00; `detail` is for a developer. */
  | { readonly kind: 'fault'; readonly detail: string }
  | {
      readonly kind: 'command'
      readonly command: string
      readonly response: string
      /** AID of the application that answered; absent where the card's own system did. */
      readonly handledBy?: string
      readonly changes: readonly CardChange[]
    }

export type CardObserver = (event: CardEvent) => void
