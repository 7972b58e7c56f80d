import type { Migration } from './migration'

/** A purchase that the issuer refused may be sent again, or withdrawn. */
export const disputedAgain: Migration = {
  number: 2,
  name: 'disputed-again',
  tables: [],
  guards: [
    `drop trigger purchase_settled`,
    `create trigger purchase_settled before update of state on purchase
      when old.state not in ('waiting', 'disputed')
        or (old.state = 'disputed' and new.state not in ('waiting', 'withdrawn'))
      begin select raise(abort, 'a purchase is settled once'); end`
  ]
}
