import type { Generated } from 'kysely'

// The tables as queries see them; the migrations make them. Bytes are upper-case hex, times milliseconds since 1970,
// yes and no 1 and 0: texts and integers are the same in every database.

export interface Tables {
  installation: { name: string; value: string }
  card_number: { reference: string; sealed: string }
  ledger_account: { id: string; currency: number; balance: number }
  ledger_transfer: {
    number: Generated<number>
    request: string
    purpose: string
    source: string
    target: string
    amount: number
    currency: number
    at: number
  }
  customer_account: {
    ref: string
    kind: string
    credit_limit: number
    single_limit: number
    status: string
    test: number
  }
  issuer_card: {
    ref: string
    pan_ref: string
    pan: string
    psn: string
    expiry: string
    label: string
    account: string | null
    status: string
    atc: number
    cryptogram: string | null
    spent: number
    balance_limit: number
    transaction_limit: number
    reset_threshold: number
    pin: string | null
    pin_tries_left: number
    generation: number
    test: number
  }
  card_generation: { card: string; generation: number; last_entry: number; ended_at: number }
  authorisation: {
    number: Generated<number>
    terminal: string
    id: string
    state: string
    at: number
    service: string | null
    card: string | null
    amount: number
    currency: number
    atc: number | null
    balance: number | null
    source: string | null
    target: string | null
    changes: string | null
  }
  settlement: {
    card: string
    generation: number
    atc: number
    amount: number
    currency: number
    cryptogram: string | null
    settled_by: string
    terminal: string
    id: string
    at: number
  }
  host_request: {
    terminal: string
    id: string
    kind: string
    content: string
    answer: string
    at: number
  }
  journal_entry: {
    number: Generated<number>
    entry: string
    opened_at: number
    changed_at: number
    card: string | null
    closed: string | null
  }
  journal_step: {
    number: Generated<number>
    entry: string
    step: string
    facts: string
    at: number
    closed: string | null
  }
  stock_lot: { id: string; name: string; kind: string; received: number; at: number }
  stock_number: { lot: string; position: number; number: string; pan: string }
  production: {
    number: Generated<number>
    id: string
    lot: string
    batch: string | null
    line: number | null
    profile: string
    card: string
    pan: string
    chip: string
    state: string
    reason: string | null
    replaces: string | null
    opened_at: number
    changed_at: number
  }
  production_step: {
    number: Generated<number>
    production: string
    step: string
    facts: string
    at: number
  }
  certificate_serial: { issuer: string; serial: number; at: number }
  chip_attempt: { chip: string; failures: number; changed_at: number }
  purchase: {
    entry: string
    card: string
    pan: string
    psn: string
    terminal: string
    merchant: string
    drawer: string
    at: number
    amount: number
    currency: number
    atc: number
    chip: string
    state: string
    reason: string | null
    changed_at: number
  }
}
