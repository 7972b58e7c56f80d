import { hex } from '../../engine/bytes/hex'
import { playHistory } from './history'
import { MERCHANT } from './merchants'
import type { PbocProfile } from './pboc-profile'

/** E-cash without an account behind it: CNY 36.50 left, no PIN. */
export const ECASH: Omit<PbocProfile, 'psn'> = {
  kind: 'ecash',
  aid: hex('A000000333010106'),
  // PBOC ECASH
  label: hex('50424F43204543415348'),
  priority: 1,
  // 测试电子现金
  preferredName: hex('B2E2CAD4B5E7D7D3CFD6BDF0'),
  pan: '6228480000000000026',
  expiry: '301231',
  effective: '260101',
  // 王五测试
  name: hex('CDF5CEE5B2E2CAD4'),
  // 王五测试 WANG WU (TEST CARD ONLY)
  extendedName: hex('CDF5CEE5B2E2CAD42057414E472057552028544553542043415244204F4E4C5929'),
  // No cardholder verification
  cvmRules: hex('1F00'),
  singleLimit: 100_000,
  resetThreshold: 0,
  history: playHistory([
    { kind: 'load', date: '260110', time: '090000', amount: 50_00, merchant: MERCHANT.bank },
    { kind: 'purchase', date: '260111', time: '083112', amount: 4_00, merchant: MERCHANT.metro },
    { kind: 'purchase', date: '260111', time: '182955', amount: 4_00, merchant: MERCHANT.metro },
    { kind: 'purchase', date: '260509', time: '121206', amount: 5_50, merchant: MERCHANT.convenienceStore }
  ])
}
