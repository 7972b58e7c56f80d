import { hex } from '../../engine/bytes/hex'
import { playHistory } from './history'
import { MERCHANT } from './merchants'
import type { PbocProfile } from './pboc-profile'

/** A credit card with e-cash: CNY 156.80 left. */
export const CREDIT_ECASH: Omit<PbocProfile, 'psn'> = {
  kind: 'credit-ecash',
  aid: hex('A000000333010102'),
  // PBOC CREDIT
  label: hex('50424F4320435245444954'),
  priority: 1,
  // 测试贷记卡
  preferredName: hex('B2E2CAD4B4FBBCC7BFA8'),
  pan: '6228480000000015',
  expiry: '311130',
  effective: '251101',
  // 李四测试
  name: hex('C0EECBC4B2E2CAD4'),
  // 李四测试 LI SI (TEST CARD ONLY)
  extendedName: hex('C0EECBC4B2E2CAD4204C492053492028544553542043415244204F4E4C5929'),
  // Signature where the terminal can, else online PIN, else none
  cvmRules: hex('5E03 4203 1F00'),
  pin: '123456',
  singleLimit: 50_000,
  resetThreshold: 2_000,
  history: playHistory([
    { kind: 'load', date: '260105', time: '112041', amount: 200_00, merchant: MERCHANT.bank },
    { kind: 'purchase', date: '260218', time: '193310', amount: 31_20, merchant: MERCHANT.convenienceStore },
    { kind: 'purchase', date: '260306', time: '085502', amount: 12_00, merchant: MERCHANT.coffee }
  ])
}
