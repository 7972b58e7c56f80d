import { appendOnly, type Migration } from './migration'

/** Stock of blank cards and what was made of it; attempts at the keys of chips. */
export const production: Migration = {
  number: 3,
  name: 'production',
  tables: [
    `create table stock_lot (
      id text primary key,
      name text not null,
      kind text not null check (kind in ('blank', 'preprinted')),
      received integer not null check (received > 0),
      at bigint not null
    )`,
    `create table stock_number (
      lot text not null references stock_lot (id),
      position integer not null check (position > 0),
      number text not null unique,
      pan text not null,
      primary key (lot, position)
    )`,
    `create table production (
      number serial key,
      id text not null unique,
      lot text not null references stock_lot (id),
      batch text,
      line integer,
      profile text not null,
      card text not null,
      pan text not null,
      chip text not null,
      state text not null check (state in ('begun', 'made', 'scrapped')),
      reason text,
      replaces text references production (id),
      opened_at bigint not null,
      changed_at bigint not null
    )`,
    // A chip that was begun is finished or scrapped before it is begun again, and a card exists once at most.
    `create unique index production_begun_chip on production (chip) where state = 'begun'`,
    `create unique index production_live_card on production (card) where state <> 'scrapped'`,
    `create index production_lot on production (lot, state)`,
    `create index production_batch on production (batch, line) where batch is not null`,
    `create table production_step (
      number serial key,
      production text not null references production (id),
      step text not null,
      facts text not null,
      at bigint not null
    )`,
    `create index production_step_of on production_step (production, number)`,
    // What an issuer's key has certified: no number twice.
    `create table certificate_serial (
      issuer text not null,
      serial integer not null check (serial between 1 and 16777215),
      at bigint not null,
      primary key (issuer, serial)
    )`,
    `create table chip_attempt (
      chip text primary key,
      failures integer not null check (failures >= 0),
      changed_at bigint not null
    )`
  ],
  guards: [
    ...['stock_lot', 'stock_number', 'production_step', 'certificate_serial'].flatMap(appendOnly),
    `create trigger production_no_delete before delete on production
      begin select raise(abort, 'production keeps its rows'); end`,
    // A card that was made may turn out to be spoiled; what is scrapped stays so.
    `create trigger production_ended before update of state on production
      when old.state = 'scrapped' or new.state = 'begun' or (old.state = 'made' and new.state <> 'scrapped')
      begin select raise(abort, 'a production ends once'); end`
  ]
}
