import { appendOnly, type Migration } from './migration'

/** Installation, ledger, built-in issuer, journal, purchases. */
export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  tables: [
    `create table installation (name text primary key, value text not null)`,
    `create table card_number (reference text primary key, sealed text not null)`,

    `create table ledger_account (
      id text primary key,
      currency integer not null,
      balance bigint not null
    )`,
    // A posting is a transfer: what one account loses the other gains, so that every row sums to zero.
    `create table ledger_transfer (
      number serial key,
      request text not null,
      purpose text not null,
      source text not null references ledger_account (id),
      target text not null references ledger_account (id),
      amount bigint not null check (amount between 1 and 999999999999),
      currency integer not null,
      at bigint not null,
      check (source <> target)
    )`,
    `create index ledger_transfer_source on ledger_transfer (source, number)`,
    `create index ledger_transfer_target on ledger_transfer (target, number)`,

    `create table customer_account (
      ref text primary key,
      kind text not null check (kind in ('debit', 'credit')),
      credit_limit bigint not null check (credit_limit >= 0),
      single_limit bigint not null check (single_limit >= 0),
      status text not null check (status in ('open', 'closed')),
      test integer not null check (test in (0, 1))
    )`,
    `create table issuer_card (
      ref text primary key,
      pan_ref text not null,
      pan text not null,
      psn text not null,
      expiry text not null,
      label text not null,
      account text references customer_account (ref),
      status text not null check (status in ('active', 'application-blocked', 'card-blocked')),
      atc integer not null check (atc between 0 and 65535),
      cryptogram text,
      spent integer not null check (spent in (0, 1)),
      balance_limit bigint not null check (balance_limit >= 0),
      transaction_limit bigint not null check (transaction_limit >= 0),
      reset_threshold bigint not null check (reset_threshold >= 0),
      pin text,
      pin_tries_left integer not null check (pin_tries_left >= 0),
      generation integer not null,
      test integer not null check (test in (0, 1))
    )`,
    `create index issuer_card_number on issuer_card (pan_ref)`,
    `create table authorisation (
      number serial key,
      terminal text not null,
      id text not null,
      state text not null check (state in ('declined', 'authorised', 'confirmed', 'reversed')),
      at bigint not null,
      service text,
      card text references issuer_card (ref),
      amount bigint not null check (amount >= 0),
      currency integer not null,
      atc integer,
      balance bigint,
      source text,
      target text,
      changes text,
      unique (terminal, id)
    )`,
    `create index authorisation_under_way on authorisation (card) where state = 'authorised'`,
    `create table settlement (
      card text not null references issuer_card (ref),
      generation integer not null,
      atc integer not null,
      amount bigint not null check (amount > 0),
      currency integer not null,
      cryptogram text,
      settled_by text not null check (settled_by in ('advice', 'claim', 'refund')),
      terminal text not null,
      id text not null,
      at bigint not null,
      primary key (card, generation, atc)
    )`,
    `create table host_request (
      terminal text not null,
      id text not null,
      kind text not null,
      content text not null,
      answer text not null,
      at bigint not null,
      primary key (terminal, id)
    )`,

    `create table journal_entry (
      number serial key,
      entry text not null unique,
      opened_at bigint not null,
      changed_at bigint not null,
      card text,
      closed text check (closed in ('completed', 'reversed', 'nothing-happened', 'given-up'))
    )`,
    `create index journal_entry_open on journal_entry (number) where closed is null`,
    `create table journal_step (
      number serial key,
      entry text not null references journal_entry (entry),
      step text not null,
      facts text not null,
      at bigint not null,
      closed text
    )`,
    `create index journal_step_entry on journal_step (entry, number)`,

    `create table purchase (
      entry text primary key,
      card text not null,
      pan text not null,
      psn text not null,
      terminal text not null,
      merchant text not null,
      drawer text not null,
      at bigint not null,
      amount bigint not null check (amount > 0),
      currency integer not null,
      atc integer not null,
      chip text not null,
      state text not null check (state in ('waiting', 'uploaded', 'disputed', 'withdrawn')),
      reason text,
      changed_at bigint not null
    )`,
    `create index purchase_waiting on purchase (at) where state = 'waiting'`
  ],
  guards: [
    ...[
      'ledger_transfer',
      'settlement',
      'host_request',
      'journal_step',
      'installation',
      'card_number'
    ].flatMap(appendOnly),
    ...[
      'ledger_account',
      'issuer_card',
      'customer_account',
      'authorisation',
      'journal_entry',
      'purchase'
    ].map(
      (table) =>
        `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, '${table} keeps its rows'); end`
    ),
    `create trigger ledger_transfer_currency before insert on ledger_transfer
      when (select count(*) from ledger_account where id in (new.source, new.target) and currency = new.currency) <> 2
      begin select raise(abort, 'a transfer stays within one currency and between open accounts'); end`,
    `create trigger ledger_transfer_moves after insert on ledger_transfer begin
      update ledger_account set balance = balance - new.amount where id = new.source;
      update ledger_account set balance = balance + new.amount where id = new.target;
    end`,
    `create trigger ledger_account_begins before insert on ledger_account when new.balance <> 0
      begin select raise(abort, 'an account begins at zero'); end`,
    // What was settled stays so.
    `create trigger authorisation_settled before update of state on authorisation
      when old.state <> 'authorised' or new.state not in ('confirmed', 'reversed')
      begin select raise(abort, 'an authorisation is settled once'); end`,
    `create trigger purchase_settled before update of state on purchase when old.state <> 'waiting'
      begin select raise(abort, 'a purchase is settled once'); end`,
    `create trigger journal_entry_closed before update of closed on journal_entry
      when old.closed is not null and new.closed is not old.closed
      begin select raise(abort, 'an entry is closed once'); end`
  ]
}
