import { describe, expect, it } from 'vitest'
import { SettingsService } from '../../../src-main/services/settings/settings-service'
import { MemoryDocuments } from '../../support/memory-documents'

const defaults = { language: 'en', theme: 'system', reader: null, traceDrawer: 'closed' } as const

describe('SettingsService', () => {
  it('keeps what was chosen', () => {
    const documents = new MemoryDocuments()
    new SettingsService(documents, defaults).set({ language: 'zh' })
    expect(new SettingsService(documents, defaults).get()).toEqual({ ...defaults, language: 'zh' })
  })

  it('takes the defaults where the document is damaged or from another version', () => {
    const documents = new MemoryDocuments()
    documents.write('settings', { theme: 'purple', language: 'zh' })
    expect(new SettingsService(documents, defaults).get()).toEqual(defaults)
    documents.write('settings', 7)
    expect(new SettingsService(documents, defaults).get()).toEqual(defaults)
    documents.write('settings', { language: 'zh' })
    expect(new SettingsService(documents, defaults).get()).toEqual({ ...defaults, language: 'zh' })
  })
})
