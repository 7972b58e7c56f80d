// Card key, session key and one ARQC against bare calls of node:crypto: as many, of the same sizes, each with its own
// cipher, in the same run.
import { createCipheriv } from 'node:crypto'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { applicationCryptogram, deriveCardKey } from '../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../src-main/engine/cryptogram/profiles/all-profiles'
import { type CryptogramProfile } from '../../src-main/engine/cryptogram/profiles/profile'
import { type Bench, type BenchRow, median } from '../support/bench'

const rounds = 24
// So many that each way pays for its own garbage.
const operationsPerRound = 4000

const expected = '5D016C91005E7CC2'
const issuerKeyBytes = hex('F0C34A8124CEE0A91A0B034AA97D6EAC')
const input = hex('000000000001000000000000015600800460000156140701001E78EEBC7D00024003A04002')
const transaction = { atc: hex('0240') }
const card = { pan: '6228000100001', psn: '01' }

/** As a card's first online transaction needs it: from the issuer's key to the cryptogram. */
function ours(profile: CryptogramProfile, issuerKey: ReturnType<typeof secretKey>): Uint8Array {
  const cardKey = deriveCardKey(issuerKey, card)
  return applicationCryptogram(profile, cardKey, input, transaction)
}

/** The four ciphers that this takes: two derivations, the MAC's chain, and its last block. */
function bare(chain: Uint8Array, block: Uint8Array, twoBlocks: Uint8Array, key24: Uint8Array): number {
  return (
    call('des-ede', issuerKeyBytes, null, twoBlocks) +
    call('des-ede', issuerKeyBytes, null, twoBlocks) +
    call('des-ede3-cbc', key24, block, chain) +
    call('des-ede', issuerKeyBytes, null, block)
  )
}

function call(name: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): number {
  const cipher = createCipheriv(name, key, iv)
  cipher.setAutoPadding(false)
  return cipher.update(data).length + cipher.final().length
}

/**
 * Microseconds of the processor for one operation, those of the garbage collector included: what other programs take of
 * the machine meanwhile does not count.
 */
function timed(work: () => void): number {
  const began = process.cpuUsage()
  for (let operation = 0; operation < operationsPerRound; operation += 1) work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / operationsPerRound
}

async function run(): Promise<readonly BenchRow[]> {
  const profile = cryptogramProfile('pboc-01')
  const issuerKey = secretKey('3des', issuerKeyBytes)
  if (toHex(ours(profile, issuerKey)) !== expected) throw new Error('the cryptogram is wrong')
  // 36 bytes of input and the padding make 40: four blocks in the chain, and the last.
  const [chain, block, twoBlocks, key24] = [32, 8, 16, 24].map((length) => new Uint8Array(length))
  if (!chain || !block || !twoBlocks || !key24) throw new Error('no bytes')
  const costs: { readonly ours: number; readonly bare: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    // In turn, and each first every other time: a slow moment of the machine hits both.
    const both = [
      { way: 'ours', work: () => void ours(profile, issuerKey) },
      { way: 'bare', work: () => void bare(chain, block, twoBlocks, key24) }
    ]
    if (round % 2 === 1) both.reverse()
    const cost = { ours: 0, bare: 0 }
    for (const { way, work } of both) cost[way === 'ours' ? 'ours' : 'bare'] = timed(work)
    // The first rounds are the compiler's.
    if (round >= 4) costs.push(cost)
  }
  const engine = median(costs.map((cost) => cost.ours))
  return [
    { what: 'card key, session key, ARQC', value: engine, unit: 'us' },
    { what: 'the same cipher calls, bare', value: median(costs.map((cost) => cost.bare)), unit: 'us' },
    {
      what: 'ratio of the two, median of the rounds',
      value: median(costs.map((cost) => cost.ours / cost.bare)),
      unit: 'times',
      limit: 1.5
    },
    { what: 'ARQCs on one core', value: 1_000_000 / engine, unit: 'per second' }
  ]
}

const bench: Bench = { name: 'Cryptograms', run }
export default bench
