/** A moment (ISO 8601) as people at a desk write it, `2026-11-25 09:30`. `utcOffset`: minutes that its clock is ahead of UTC. */
export function localMinute(iso: string, utcOffset: number): string {
  return new Date(Date.parse(iso) + utcOffset * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
