import { type CardConnection } from '../../services/readers/reader-driver'

// A call that hangs in the service cannot be taken back; the end of the program does not wait for it.
const closeLimitMs = 1000

/** Closes all connections, and waits for that as long as is reasonable. */
export async function closeWithin(connections: Iterable<CardConnection>): Promise<void> {
  const closing = [...connections].map((connection) => connection.disconnect('leave'))
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeLimitMs)
  })
  await Promise.race([Promise.all(closing), limit])
  clearTimeout(timer)
}
