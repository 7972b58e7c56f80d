import { describe, expect, it } from 'vitest'
import { cardPreview } from '../../../src-main/contract/preview'
import { previewOf } from '../../../src-main/engine/personalization/preview'
import { prepared } from './support'

const options = { reveal: false, currency: '156' }

describe('the preview of a card', () => {
  const shown = previewOf(prepared(), options)

  it('has the shape of the contract', () => {
    expect(cardPreview.parse(shown)).toEqual(shown)
  })

  it('names every grouping, and explains what may be seen', () => {
    const [pboc] = shown.applications
    expect(pboc?.groupings.every(({ name }) => name.en !== '' && name.zh !== '')).toBe(true)
    const record = pboc?.groupings.find(({ dgi }) => dgi === '0201')
    expect(record?.name.en).toBe('Record 1 of file 2')
    expect(record?.fields[0]?.children?.map(({ tag }) => tag)).toContain('5F24')
  })

  it('shows keys by their check values, a PIN by its length', () => {
    const groupings = shown.applications[0]?.groupings ?? []
    const keys = groupings.find(({ dgi }) => dgi === '8000')
    expect(keys).toMatchObject({ length: 48, hex: '*'.repeat(96), fields: [], enciphered: true })
    expect(keys?.checkValues?.join('')).toBe(groupings.find(({ dgi }) => dgi === '9000')?.hex)
    expect(groupings.find(({ dgi }) => dgi === '8010')).toMatchObject({ length: 8, hex: '*'.repeat(16) })
    expect(groupings.find(({ dgi }) => dgi === '8204')).toMatchObject({ padded: true })
  })

  it('has no card number but for whom it may concern', () => {
    expect(JSON.stringify(shown)).not.toContain('6228480000000000117')
    expect(shown.pan).toBe('622848*********0117')
    expect(JSON.stringify(previewOf(prepared(), { ...options, reveal: true }))).toContain(
      '6228480000000000117'
    )
    expect(JSON.stringify(previewOf(prepared(), { ...options, reveal: true }))).not.toContain('26123456FF')
  })
})
