import { appendOnly, type Migration } from './migration'

/** A purchase that the issuer refused may be sent again; what belongs to a card of before it was made anew is known. */
export const disputedAgain: Migration = {
  number: 2,
  name: 'disputed-again',
  tables: [
    // Entries of the journal up to `last_entry` were begun with the card of this generation, or one before it.
    `create table card_generation (
      card text not null references issuer_card (ref),
      generation integer not null,
      last_entry integer not null,
      ended_at bigint not null,
      primary key (card, generation)
    )`,
    `create index journal_entry_given_up on journal_entry (number) where closed = 'given-up'`
  ],
  guards: [
    ...appendOnly('card_generation'),
    `drop trigger purchase_settled`,
    `create trigger purchase_settled before update of state on purchase
      when old.state not in ('waiting', 'disputed') or (old.state = 'disputed' and new.state <> 'waiting')
      begin select raise(abort, 'a purchase is settled once'); end`
  ]
}
