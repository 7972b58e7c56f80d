// The normal user that end-to-end tests run the window as: Chromium's sandbox refuses to work for root.
import { spawnSync } from 'node:child_process'
import { isRoot } from './paths.mjs'
import { run } from './run.mjs'

export const e2eUser = 'cardwright-e2e'

/** As root: makes sure that the user exists, and returns its name, ids and home. Otherwise undefined: we are normal. */
export async function ensureE2eUser() {
  if (!isRoot) return undefined
  const known = lookUp()
  if (known) return known
  const made = await run('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', e2eUser])
  const user = lookUp()
  if (!user) throw new Error(`the user ${e2eUser} could not be made: ${made.stderr.trim()}`)
  return user
}

function lookUp() {
  const line = spawnSync('getent', ['passwd', e2eUser], { encoding: 'utf8' }).stdout ?? ''
  const [name, , uid, gid, , home] = line.trim().split(':')
  return name === e2eUser ? { name, uid: Number(uid), gid: Number(gid), home } : undefined
}

/** Can this user read the file (through every folder above it)? */
export function userCanRead(user, file) {
  return spawnSync('test', ['-r', file], { uid: user.uid, gid: user.gid }).status === 0
}
