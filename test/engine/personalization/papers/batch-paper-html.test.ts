import { describe, expect, it } from 'vitest'
import type { BatchReconciliation } from '../../../../src-main/contract/batch'
import { batchPaperHtml } from '../../../../src-main/engine/personalization/papers/batch-paper-html'
import { batchPaper as say } from '../../../../src-main/texts/phrases/batch'
import { reconciliation } from '../../../support/fixtures/batch'

const UTC_8 = 480

function paper(change: Partial<BatchReconciliation> = {}, language: 'en' | 'zh' = 'en'): string {
  return batchPaperHtml({ ...reconciliation, ...change }, UTC_8, language)
}

describe('the report on a batch', () => {
  it.each(['en', 'zh'] as const)('has the sums, the stock and every line: %s', (language) => {
    const html = paper({}, language)
    for (const text of [say.title, say.made, say.rejected, say.left, say.spoiled, say.balanced]) {
      expect(html).toContain(text[language])
    }
    for (const { line, name, sentence } of [...reconciliation.rejected, ...reconciliation.left]) {
      expect(html).toContain(`<td>${line}</td><td>${name}</td>`)
      expect(html).toContain(sentence[language])
    }
  })

  it('tells the time of the desk', () => {
    expect(paper()).toContain('2026-11-25 17:00')
  })

  it('escapes what stood in the list', () => {
    const [line] = reconciliation.made
    if (line === undefined) throw new Error('a line')
    expect(paper({ made: [{ ...line, name: '<b>WANG' }] })).toContain('&lt;b&gt;WANG')
  })

  it('says that the stock does not add up, and nothing where nobody counts', () => {
    expect(paper({ balanced: false })).toContain(say.unbalanced.en)
    const { lot: _lot, ...uncounted } = reconciliation
    expect(batchPaperHtml(uncounted, UTC_8, 'en')).not.toContain(say.stockLeft.en + '</dt><dd>487')
  })

  it('has no heading above nothing', () => {
    expect(paper({ rejected: [], left: [] })).not.toContain(`<h2>${say.rejected.en}</h2>`)
  })
})
