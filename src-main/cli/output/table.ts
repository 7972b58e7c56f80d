import { displayWidth, padded } from '../../engine/inspection/display-width'

/** Rows with aligned columns, two spaces between them; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))))
  }
  return rows.map((row) => `${alignedRow(row, widths)}\n`).join('')
}

function alignedRow(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1
  return row
    .map((cell, column) => (column === last ? cell : padded(cell, widths[column] ?? 0)))
    .join('  ')
    .trimEnd()
}
