import { gpTexts as say } from '../../texts/cli/gp'
import { confirm, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { channelWords, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import { keyIdOf, keyVersionOf, wordOf } from '../gp-words'
import { usageFailure } from '../usage-failure'

/** One key that a chip has for a purpose of its own. */
export interface SingleKeyFlags extends ChannelFlags {
  readonly single?: string
  readonly newKey?: string
  readonly newKeyEnc?: string
  readonly newKeyMac?: string
  readonly newKeyDek?: string
  readonly newKeyFd?: string
  readonly newVersion?: string
  readonly newId?: string
  readonly newDiversification?: string
  readonly replace?: string
  readonly yes?: boolean
}

/** Versions that the trade keeps for them. */
const VERSIONS = { token: 0x70, receipt: 0x71, dap: 0x73 } as const
export const PURPOSES = ['token', 'receipt', 'dap'] as const

/** `cardwright gp put-key --single PURPOSE`: a key for tokens, receipts or DAP. Rejects with `AppFailure`. */
export async function putSingleKey(
  context: CliContext,
  flags: SingleKeyFlags,
  wanted: string
): Promise<ExitCode> {
  const purpose = wordOf('--single', wanted, PURPOSES)
  const { newKey: key, newVersion, newId, replace } = flags
  const others = [flags.newKeyEnc, flags.newKeyMac, flags.newKeyDek, flags.newKeyFd, flags.newDiversification]
  if (key === undefined || others.some((other) => other !== undefined)) throw usageFailure(say.singleNeedsKey)
  const words = channelWords(flags)
  const action = {
    kind: 'put-single-key',
    key,
    keyVersion: newVersion === undefined ? VERSIONS[purpose] : keyVersionOf(newVersion),
    keyId: newId === undefined ? 1 : keyIdOf('--new-id', newId),
    ...(replace !== undefined && { replaces: keyVersionOf(replace) })
  } as const
  await confirm(context, say.willPutSingle[purpose](key, action.keyVersion, replace), flags.yes ?? false)
  return performAndPrint(context, flags, action, { words, keys: [key] })
}
