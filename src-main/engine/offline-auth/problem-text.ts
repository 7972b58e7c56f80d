import type { LocalText } from '../../texts/local-text'
import { problemTexts as say } from '../../texts/phrases/offline-auth'
import { toHex } from '../bytes/hex'
import { tagText } from '../tlv/tlv'
import type { Problem } from './authentication'

/** Why a step failed, in words. */
export function problemText(problem: Problem): LocalText {
  switch (problem.kind) {
    case 'missing-objects':
      return say.missing(problem.tags.map(tagText))
    case 'unknown-ca-key':
      return say.unknownCaKey(problem.index)
    case 'ca-key-expired':
      return say.caKeyExpired(dayText(problem.expiry))
    case 'length':
      return say.length(tagText(problem.tag), problem.expected, problem.found)
    case 'too-short':
      return say.tooShort(tagText(problem.tag), problem.least, problem.found)
    case 'unusable-key':
      return say.unusableKey
    case 'header':
      return say.header(problem.found, problem.expected)
    case 'trailer':
      return say.trailer(problem.found, problem.expected)
    case 'format':
      return say.format(problem.found, problem.expected)
    case 'hash-algorithm':
      return say.hashAlgorithm(problem.found)
    case 'key-algorithm':
      return say.keyAlgorithm(problem.found)
    case 'curve':
      return say.curve(problem.found)
    case 'key-length':
      return say.keyLength(problem.found, problem.most)
    case 'hash':
      return say.hash
    case 'signature':
      return say.signature
    case 'issuer-identifier':
      return say.issuerIdentifier
    case 'pan':
      return say.pan
    case 'expired':
      return say.expired(...monthAndYear(problem.expiry))
    case 'expiry-unreadable':
      return say.expiryUnreadable(problem.expiry)
    case 'revoked':
      return say.revoked(toHex(problem.serial))
    case 'record':
      return say.record(problem.sfi, problem.record)
    case 'tag-list':
      return say.tagList
    case 'signed-data':
      return say.signedData
    case 'dynamic-number':
      return say.dynamicNumber
    case 'response':
      return say.response
    case 'cid':
      return say.cid(problem.signed, problem.found)
    case 'transaction-hash':
      return say.transactionHash
  }
}

/** MMYY as month and year of four digits (EMV Book 4, 6.7.3). */
export function monthAndYear(mmyy: string): [month: string, year: string] {
  return [mmyy.slice(0, 2), fullYear(mmyy.slice(2))]
}

/** YYMMDD as YYYY-MM-DD. */
function dayText(yymmdd: string): string {
  return `${fullYear(yymmdd.slice(0, 2))}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`
}

function fullYear(year: string): string {
  return `${Number(year) < 50 ? '20' : '19'}${year}`
}
