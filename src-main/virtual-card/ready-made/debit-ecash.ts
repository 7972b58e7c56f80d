import { hex } from '../../engine/bytes/hex'
import { playHistory } from './history'
import { MERCHANT } from './merchants'
import type { PbocProfile } from './pboc-profile'

/** A debit card with e-cash: CNY 88.00 left. */
export const DEBIT_ECASH: Omit<PbocProfile, 'psn'> = {
  kind: 'debit-ecash',
  aid: hex('A000000333010101'),
  // PBOC DEBIT
  label: hex('50424F43204445424954'),
  priority: 1,
  // 测试借记卡
  preferredName: hex('B2E2CAD4BDE8BCC7BFA8'),
  pan: '6228480000000000018',
  expiry: '351231',
  effective: '250101',
  // 张三测试
  name: hex('D5C5C8FDB2E2CAD4'),
  // 张三测试 ZHANG SAN (TEST CARD ONLY)
  extendedName: hex('D5C5C8FDB2E2CAD4205A48414E472053414E2028544553542043415244204F4E4C5929'),
  // An identity number of the right shape whose check digit is wrong on purpose: 110101199001010000
  documentNumber: hex('313130313031313939303031303130303030'),
  // Online PIN, else plaintext offline PIN, else signature, where the terminal can; else none
  cvmRules: hex('4203 4103 5E03 1F00'),
  pin: '123456',
  singleLimit: 100_000,
  resetThreshold: 1_000,
  history: playHistory([
    { kind: 'load', date: '260108', time: '091230', amount: 100_00, merchant: MERCHANT.bank },
    { kind: 'purchase', date: '260112', time: '183005', amount: 12_50, merchant: MERCHANT.supermarket },
    { kind: 'purchase', date: '260203', time: '081544', amount: 4_00, merchant: MERCHANT.metro },
    { kind: 'purchase', date: '260214', time: '152210', amount: 28_00, merchant: MERCHANT.coffee },
    { kind: 'purchase', date: '260301', time: '201859', amount: 35_50, merchant: MERCHANT.pharmacy },
    { kind: 'load', date: '260315', time: '100001', amount: 100_00, merchant: MERCHANT.bank },
    { kind: 'purchase', date: '260402', time: '123347', amount: 26_00, merchant: MERCHANT.bookShop },
    { kind: 'purchase', date: '260420', time: '174112', amount: 6_00, merchant: MERCHANT.metro }
  ])
}
