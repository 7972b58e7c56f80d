import type { CliContext } from './context'
import { TraceFile } from './trace-file'
import { TraceFiles } from './trace-files'

export interface TraceFlags {
  readonly trace?: string
  readonly force?: boolean
}

/** Runs `work` with every exchange written to the file of `--trace`, where that was asked for. */
export async function traced<T>(context: CliContext, flags: TraceFlags, work: () => Promise<T>): Promise<T> {
  if (flags.trace === undefined) return work()
  return followed(context, new TraceFile(flags.trace, flags.force ?? false), work)
}

/** The same with several readers at once, by their names: then each has a file of its own. */
export async function tracedEach<T>(
  context: CliContext,
  flags: TraceFlags,
  readers: readonly string[],
  work: () => Promise<T>
): Promise<T> {
  if (flags.trace === undefined || readers.length < 2) return traced(context, flags, work)
  return followed(context, new TraceFiles(flags.trace, flags.force ?? false, readers), work)
}

async function followed<T>(
  context: CliContext,
  file: TraceFile | TraceFiles,
  work: () => Promise<T>
): Promise<T> {
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
