import assert from 'node:assert/strict'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { checkValueBy } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { unwrapKeyBlock, wrapKeyBlock } from '../../../src-main/engine/key-blocks/key-block'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import vectors from '../../vectors/key-blocks/tr31.json'
import { defineSuite } from '../../support/suite'

export const suite = defineSuite({
  name: 'key blocks',
  cases: vectors.map(({ id, protection, block, key, kcv, ...held }) => ({
    name: `${id}: unwraps, and wraps what unwraps to the same`,
    run: () => {
      const algorithm = block.startsWith('D') ? 'aes' : '3des'
      const kek = secretKey(algorithm, hex(protection))
      const outcome = runComposition(unwrapKeyBlock(kek, block))
      assert.ok(outcome.kind === 'ok')
      outcome.key.use((bytes) => assert.equal(toHex(bytes), key))
      const inside = secretKey(held.algorithm === 'A' ? 'aes' : '3des', outcome.key)
      assert.equal(toHex(checkValueBy(inside, held.algorithm === 'A' ? 'cmac' : 'zeros')), kcv)
      const again = runComposition(
        wrapKeyBlock(kek, outcome.header, outcome.key, (length) => new Uint8Array(length).fill(0x5a))
      )
      const back = runComposition(unwrapKeyBlock(kek, again))
      assert.ok(back.kind === 'ok')
      back.key.use((bytes) => assert.equal(toHex(bytes), key))
      assert.deepEqual(back.header, outcome.header)
    }
  }))
})
