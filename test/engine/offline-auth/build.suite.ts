import assert from 'node:assert/strict'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  authenticateDynamic,
  authenticateFast,
  authenticateStatic,
  recoverIccKey
} from '../../../src-main/engine/offline-auth/authenticate'
import { authenticateCombined } from '../../../src-main/engine/offline-auth/authenticate-combined'
import { signedCombinedData, signedDynamicData } from '../../../src-main/engine/offline-auth/build/signatures'
import { fastTerminalData } from '../../../src-main/engine/offline-auth/fast-terminal-data'
import { testCard } from '../../../src-main/engine/offline-auth/test-issuer'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { defineSuite } from '../../support/suite'
import { testCardData } from './support'

const UN = hex('01020304')
const FAST = { unpredictableNumber: UN, amount: hex('000000001250'), currency: hex('0156') }
const AUTHENTICATED = { kind: 'authenticated' }

export const suite = defineSuite({
  name: 'offline data authentication, built and verified',
  cases: (['rsa', 'sm2'] as const).flatMap((algorithm) => {
    const { signer } = testCard('debit-ecash')[algorithm]
    return [
      {
        name: `${algorithm}: certificates`,
        run: () => {
          const result = recoverIccKey(testCardData(algorithm))
          assert.deepEqual(result.outcome, AUTHENTICATED)
          assert.deepEqual(result.iccPublicKey, testCard('debit-ecash')[algorithm].publicKey)
          assert.deepEqual(
            result.steps.map(({ name }) => name),
            ['ca-key', 'issuer-certificate', 'static-data', 'icc-certificate']
          )
        }
      },
      {
        name: `${algorithm}: static`,
        run: () => {
          const result = authenticateStatic(testCardData(algorithm))
          assert.deepEqual(result.outcome, AUTHENTICATED)
          assert.deepEqual(result.dataAuthenticationCode, hex('DAC1'))
        }
      },
      {
        name: `${algorithm}: dynamic`,
        run: () => {
          const signed = signedDynamicData(signer, { iccDynamicNumber: hex('0007'), terminalData: UN })
          const result = authenticateDynamic(testCardData(algorithm), { signed, ddolData: UN })
          assert.deepEqual(result.outcome, AUTHENTICATED)
          assert.deepEqual(result.iccDynamicNumber, hex('0007'))
        }
      },
      ...[undefined, '0111223344000000', '0011223344000000'].map((card) => ({
        name: `${algorithm}: fast, card data ${card ?? 'absent'}`,
        run: () => {
          const cardData = card === undefined ? undefined : hex(card)
          const signed = signedDynamicData(signer, {
            iccDynamicNumber: hex('0007'),
            terminalData: fastTerminalData({ ...FAST, cardData })
          })
          const objects = { '9F4B': toHex(signed), '9F36': '0007', '9F69': card ?? '' }
          const data = testCardData(algorithm, objects)
          assert.deepEqual(authenticateFast(data, FAST).outcome, AUTHENTICATED)
          // Only version 01 signs the amount.
          const other = authenticateFast(data, { ...FAST, amount: hex('000000001251') })
          assert.equal(other.outcome.kind, card?.startsWith('01') === true ? 'failed' : 'authenticated')
        }
      })),
      {
        name: `${algorithm}: combined, first and second GENERATE AC`,
        run: () => {
          for (const cdol2Data of [undefined, hex('3030A1A2')]) {
            const [pdolData, cdol1Data] = [hex('AABB'), hex('CCDD')]
            const before = concat(tlv(0x9f27, hex('40')), tlv(0x9f36, hex('0007')))
            const after = tlv(0x9f10, hex('07010103A00000'))
            const cryptogram = hex('0011223344556677')
            const signed = signedCombinedData(signer, {
              ...{ iccDynamicNumber: hex('0007'), cid: 0x40, cryptogram, unpredictableNumber: UN },
              transactionData: concat(pdolData, cdol1Data, cdol2Data ?? hex(''), before, after)
            })
            const response = tlv(0x77, before, tlv(0x9f4b, signed), after)
            const data = { response, unpredictableNumber: UN, pdolData, cdol1Data }
            const result = authenticateCombined(testCardData(algorithm), {
              ...data,
              ...(cdol2Data !== undefined && { cdol2Data })
            })
            assert.deepEqual(result.outcome, AUTHENTICATED)
            assert.deepEqual([result.cid, result.cryptogram], [0x40, cryptogram])
            assert.deepEqual(result.iccDynamicNumber, hex('0007'))
          }
        }
      }
    ]
  })
})
