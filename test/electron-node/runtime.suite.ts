import assert from 'node:assert/strict'
import { defineSuite } from '../support/suite'

export const suite = defineSuite({
  name: 'the runtime',
  cases: [
    {
      name: 'loads the PC/SC binding',
      run: async () => {
        const { Client } = await import('pcsc-mini')
        assert.equal(typeof Client, 'function')
      }
    }
  ]
})
