import type { BatchChecked, BatchFinding, BatchWish } from '../../contract/batch'
import type { ApplicantFile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { batchRemedy } from '../../texts/phrases/batch'
import { AppFailure } from '../app-failure'
import { applicantsInFile } from './applicants-file'
import type { BatchOrder } from './batch-order'
import type { BatchService } from './batch-service'

const MOST_FINDINGS = 300
/** A path that begins with the number of a line. */
const LINE = /^(\d+)\.(.*)$/

/** Everything that is known of a list before a card is touched. Rejects with `AppFailure` where keys or stock cannot be had. */
export async function checkBatchFile(
  batch: Pick<BatchService, 'check' | 'madeBefore'>,
  wish: BatchWish
): Promise<BatchChecked> {
  const read = applicantsInFile(wish.file)
  if (read.kind === 'invalid') {
    const further = await checkSound(batch, wish, read.sound)
    return checkedOf(inOrder([...read.findings, ...further]), read.lines, 0)
  }
  const order = { ...choiceOf(wish), applicants: [...read.applicants], readers: [] }
  const before = await batch.madeBefore(order)
  return checkedOf(await batch.check(order), read.applicants.length, before.size)
}

/** The order that a file makes. Throws `AppFailure` where its shape is not right: it was checked before. */
export function batchOrderOf(wish: BatchWish, readers: BatchOrder['readers']): BatchOrder {
  const read = applicantsInFile(wish.file)
  if (read.kind === 'invalid') throw new AppFailure('batch-invalid')
  return { ...choiceOf(wish), applicants: [...read.applicants], readers }
}

/** What is wrong with the lines that are right in shape, so that everything is said at once. */
async function checkSound(
  batch: Pick<BatchService, 'check'>,
  wish: BatchWish,
  sound: ReadonlyMap<number, ApplicantFile>
): Promise<CheckFinding[]> {
  if (sound.size === 0) return []
  const numbers = [...sound.keys()]
  const found = await batch.check({ ...choiceOf(wish), applicants: [...sound.values()], readers: [] })
  return found.flatMap((finding) => {
    const [, line, field] = LINE.exec(finding.path) ?? []
    const number = numbers[Number(line) - 1]
    // What compares lines, or the list with the stock, is for a list that is whole.
    if (number === undefined || finding.code === 'pan-twice') return []
    return [{ ...finding, path: `${number}.${field ?? ''}` }]
  })
}

function inOrder(findings: readonly CheckFinding[]): CheckFinding[] {
  const line = ({ path }: CheckFinding): number => Number(LINE.exec(path)?.[1] ?? 0)
  return [...findings].sort((a, b) => line(a) - line(b))
}

function choiceOf({ profile, issuer, lot }: BatchWish): Pick<BatchOrder, 'profile' | 'issuer' | 'lot'> {
  return { profile, ...(issuer !== undefined && { issuer }), ...(lot !== undefined && { lot }) }
}

function checkedOf(all: readonly CheckFinding[], lines: number, before: number): BatchChecked {
  const found = all.map(batchFindingOf)
  const failed = found.filter(({ level }) => level === 'failed')
  const wrong = new Set(failed.flatMap(({ line }) => line ?? []))
  const isWhole = failed.some(({ line }) => line === undefined)
  // What keeps the batch from being made stands before what somebody should look at.
  const findings = [...failed, ...found.filter(({ level }) => level === 'warning')]
  return {
    ...{ ok: failed.length === 0, lines, before },
    good: isWhole ? 0 : lines - wrong.size,
    findings: findings.slice(0, MOST_FINDINGS),
    more: Math.max(0, findings.length - MOST_FINDINGS)
  }
}

/** `3.document.number` is field `document.number` of line 3; anything else is about the list, the profile or the stock. */
function batchFindingOf({ level, code, path, text }: CheckFinding): BatchFinding {
  const [, line, field] = LINE.exec(path) ?? []
  const remedy = batchRemedy(code)
  return {
    ...{ level, text },
    ...(line !== undefined && { line: Number(line) }),
    ...(field !== undefined && { field }),
    ...(remedy !== undefined && { remedy })
  }
}
