import type { Selectable, Updateable } from 'kysely'
import type {
  AnsweredRequest,
  Authorisation,
  AuthorisationState,
  CardChanges,
  CardStatus,
  CustomerAccount,
  IssuerCard,
  Settlement,
  StoredAuthorisation
} from '../../../services/issuer/issuer-store-port'
import type { Tables } from '../tables'

// Between the issuer's objects and its rows: undefined is null, yes and no are 1 and 0.

export function accountOf(row: Selectable<Tables['customer_account']>): CustomerAccount {
  return {
    ref: row.ref,
    kind: row.kind as CustomerAccount['kind'],
    creditLimit: row.credit_limit,
    singleLimit: row.single_limit,
    status: row.status as CustomerAccount['status'],
    test: row.test === 1
  }
}

export function cardOf(row: Selectable<Tables['issuer_card']>): IssuerCard {
  return {
    ref: row.ref,
    panRef: row.pan_ref,
    pan: row.pan,
    psn: row.psn,
    expiry: row.expiry,
    label: row.label,
    ...(row.account !== null && { account: row.account }),
    status: row.status as CardStatus,
    atc: row.atc,
    ...(row.cryptogram !== null && { cryptogram: row.cryptogram }),
    spent: row.spent === 1,
    balanceLimit: row.balance_limit,
    transactionLimit: row.transaction_limit,
    resetThreshold: row.reset_threshold,
    ...(row.pin !== null && { pin: row.pin }),
    pinTriesLeft: row.pin_tries_left,
    test: row.test === 1
  }
}

export function cardColumns(changes: CardChanges): Updateable<Tables['issuer_card']> {
  const { balanceLimit, transactionLimit, resetThreshold, pinTriesLeft, spent, ...same } = changes
  return {
    ...same,
    ...(spent !== undefined && { spent: spent ? 1 : 0 }),
    ...(balanceLimit !== undefined && { balance_limit: balanceLimit }),
    ...(transactionLimit !== undefined && { transaction_limit: transactionLimit }),
    ...(resetThreshold !== undefined && { reset_threshold: resetThreshold }),
    ...(pinTriesLeft !== undefined && { pin_tries_left: pinTriesLeft })
  }
}

export function authorisationOf(row: Selectable<Tables['authorisation']>): StoredAuthorisation {
  return {
    number: row.number,
    terminal: row.terminal,
    id: row.id,
    state: row.state as AuthorisationState,
    at: row.at,
    amount: row.amount,
    currency: row.currency,
    ...(row.service !== null && { service: row.service as NonNullable<Authorisation['service']> }),
    ...(row.card !== null && { card: row.card }),
    ...(row.atc !== null && { atc: row.atc }),
    ...(row.balance !== null && { balance: row.balance }),
    ...(row.source !== null && { source: row.source }),
    ...(row.target !== null && { target: row.target }),
    ...(row.changes !== null && { changes: JSON.parse(row.changes) as CardChanges })
  }
}

export function settlementOf(row: Selectable<Tables['settlement']>): Settlement {
  const { cryptogram, settled_by, ...same } = row
  return { ...same, ...(cryptogram !== null && { cryptogram }), by: settled_by as Settlement['by'] }
}

export function requestOf(row: Selectable<Tables['host_request']>): AnsweredRequest {
  return { ...row, kind: row.kind as AnsweredRequest['kind'] }
}
