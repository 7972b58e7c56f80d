import { prepareE2e } from '../../../scripts/lib/e2e.mjs'

/** Vitest calls this once before the end-to-end tests; the workers inherit the environment set here. */
export default async function setUp(): Promise<() => void> {
  const { env, stop } = await prepareE2e()
  Object.assign(process.env, env)
  return stop
}
