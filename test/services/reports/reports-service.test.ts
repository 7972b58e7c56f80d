import { expect, test } from 'vitest'
import { ReportsService } from '../../../src-main/services/reports/reports-service'
import { StorageFailure } from '../../../src-main/services/storage/document-store'
import { fullReport } from '../../support/fixtures/report'
import { MemoryDocuments } from '../../support/memory-documents'

test('remembers truncated reports from one run to the next, the newest first, and no more than fifty', () => {
  const documents = new MemoryDocuments()
  const first = new ReportsService(documents)
  const ids = Array.from({ length: 52 }, () => first.remember(fullReport()))
  const again = new ReportsService(documents)
  expect(again.recent().map(({ id }) => id)).toEqual(ids.slice(2).reverse())
  expect(documents.list('reports')).toHaveLength(50)
})

test('keeps a report in clear out of every file', () => {
  const documents = new MemoryDocuments()
  const service = new ReportsService(documents)
  const id = service.remember({ ...fullReport(), revealed: true })
  expect(service.get(id).revealed).toBe(true)
  expect(documents.documents.size).toBe(0)
})

test('a report that cannot be stored is not lost; a fault is not hidden', () => {
  const full = new (class extends MemoryDocuments {
    override write(): void {
      throw new StorageFailure('/data/reports/a.json', 'ENOSPC')
    }
  })()
  const service = new ReportsService(full)
  expect(service.get(service.remember(fullReport()))).toEqual(fullReport())
  const broken = new (class extends MemoryDocuments {
    override write(): void {
      throw new TypeError('a bug')
    }
  })()
  expect(() => new ReportsService(broken).remember(fullReport())).toThrow(TypeError)
})

test('takes a damaged or foreign document for none', () => {
  const documents = new MemoryDocuments()
  documents.write('reports/abc', { format: 'something else' })
  expect(new ReportsService(documents).recent()).toEqual([])
})
