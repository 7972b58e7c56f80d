import type { CliContext } from './context'
import { TraceFile } from './trace-file'

export interface TraceFlags {
  readonly trace?: string
  readonly force?: boolean
}

/** Runs `work` with every exchange written to the file of `--trace`, where that was asked for. */
export async function traced<T>(context: CliContext, flags: TraceFlags, work: () => Promise<T>): Promise<T> {
  if (flags.trace === undefined) return work()
  const file = new TraceFile(flags.trace, flags.force ?? false)
  const unfollow = context.followTrace((header, entries) => file.append(header, entries))
  let result: T
  try {
    result = await work()
  } catch (error) {
    unfollow()
    try {
      file.close()
    } catch {
      // What went wrong on the card is what the person must hear of.
    }
    throw error
  }
  unfollow()
  file.close()
  return result
}
