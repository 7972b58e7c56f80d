import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { capView } from '../../../src-main/contract/chip'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { capViewOf } from '../../../src-main/services/chip/cap-view'
import { capIn } from '../../../src-main/services/chip/chip-actions'
import { sampleCap } from '../../engine/cap/support'
import vector from '../../vectors/cap/empty-load-file.json'

const viewOf = (file: Uint8Array) => capView.parse(capViewOf(capIn(toHex(file))))

describe('what a CAP file holds, for a person', () => {
  it('counts and hashes what is sent, which is without the descriptor', () => {
    const view = viewOf(sampleCap())
    expect(view.size).toBe(vector.withoutDescriptor.length / 2)
    expect(view.sha256).toBe(vector.sha256)
    expect(view.sha1).toBe(vector.sha1)
  })

  it('names package and applets where the dictionary knows them', () => {
    const view = viewOf(readFileSync('resources/cap/cardwright-pboc.cap'))
    expect(view.package).toMatchObject({ aid: 'F0435750424F43', name: { en: 'Cardwright PBOC package' } })
    expect(view.applets.map(({ aid }) => aid)).toContain('F0435750424F4301')
  })

  it('is refused with the reason where it is no CAP file', () => {
    expect(() => capIn('00112233')).toThrow(expect.objectContaining({ code: 'cap-unusable' }) as Error)
  })
})
