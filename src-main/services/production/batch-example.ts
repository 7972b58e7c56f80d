import type { ApplicantFile, PersonalizationProfile } from '../../contract/personalization'

const YEARS = 5
/** Made up; nobody's documents. */
const PEOPLE = [
  { name: 'ZHANG SAN', number: 'E00000001' },
  { name: '李四', number: 'E00000002' },
  { name: '王五', number: 'E00000003' }
] as const
const PASSPORT = '02'

/**
 * A list that shows what one must look like: a card can be made of each of its lines, and numbers are given out. `today`:
 * `YYYY-MM-DD`. A table begins with a mark of byte order, by which spreadsheets know how it is written.
 */
export function batchExample(profile: PersonalizationProfile, format: 'csv' | 'json', today: string): string {
  const people = PEOPLE.map((person) => applicant(profile, person, today))
  if (format === 'json') return `${JSON.stringify(people, undefined, 2)}\n`
  const rows = people.map(flat)
  const columns = [...(rows[0]?.keys() ?? [])]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))]
  return `\uFEFF${lines.map((cells) => cells.join(',')).join('\n')}\n`
}

function applicant(
  { issuer }: PersonalizationProfile,
  { name, number }: (typeof PEOPLE)[number],
  today: string
): ApplicantFile {
  const expiry = `${Number(today.slice(0, 4)) + YEARS}-${today.slice(5, 7)}-28`
  const { balance, transaction } = issuer.limits
  return {
    ...{ name, document: { type: PASSPORT, number }, effective: today, expiry },
    limits: { balance: balance.default, transaction: transaction.default }
  }
}

/** The cells of a line by the paths of their fields. */
function flat({ document, limits, ...plain }: ApplicantFile): ReadonlyMap<string, string> {
  const cells = new Map<string, string>()
  const put = (prefix: string, fields: object = {}): void => {
    for (const [field, value] of Object.entries(fields)) cells.set(`${prefix}${field}`, String(value))
  }
  put('', plain)
  put('document.', document)
  put('limits.', limits)
  return cells
}
