import type { Command } from 'commander'
import { diversification as diversifications, type KeySource } from '../contract/chip'
import type { StaticKeys } from '../engine/secure-channel/session'
import type { ChannelBy } from '../services/chip/chip-service'
import { gpTexts as say } from '../texts/cli/gp'
import { gpHelp as help } from '../texts/cli/gp-help'
import { helpTexts } from '../texts/cli/help'
import { chooseReader } from './choose-reader'
import type { CliRun } from './cli-run'
import { addUnlockOptions, vaultFor, type UnlockFlags } from './commands/vault-unlock'
import type { CliContext } from './context'
import { keysOf, namesIn, type KeyCipher } from './gp-keys'
import { aidOf, byteOf, keyVersionOf, wordOf } from './gp-words'
import type { TraceFlags } from './traced'
import { usageFailure } from './usage-failure'

/** What every command asks for that opens a secure channel. */
export interface ChannelFlags extends TraceFlags, UnlockFlags {
  readonly reader?: string
  readonly domain?: string
  readonly key?: string
  readonly keyEnc?: string
  readonly keyMac?: string
  readonly keyDek?: string
  readonly keyFd?: string
  readonly keyAlgorithm?: string
  readonly keyVersion?: string
  readonly diversification?: string
  readonly scp?: string
  readonly i?: string
  readonly level?: string
  readonly confirmAttempts?: boolean
}

export const DIVERSIFICATIONS = diversifications.options
const ALGORITHMS = ['3des', 'aes'] as const
/** Words for P1 of EXTERNAL AUTHENTICATE. */
const LEVELS = { auth: 0x00, mac: 0x01, enc: 0x03, rmac: 0x11, 'enc-rmac': 0x13, renc: 0x33 } as const
type LevelWord = keyof typeof LEVELS
const LEVEL_WORDS = ['auth', 'mac', 'enc', 'rmac', 'enc-rmac', 'renc'] as const satisfies LevelWord[]
const SCPS = ['01', '02', '03'] as const
const FACTORY_KEY = 'test:kmc'

/** The options with which a secure channel is opened. */
export function addChannelOptions(command: Command, run: CliRun): Command {
  const options = command
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--domain <AID>', run.text(help.domain))
    .option('--key <NAME>', run.text(help.key))
    .option('--key-enc <NAME>', run.text(help.keyEnc))
    .option('--key-mac <NAME>', run.text(help.keyMac))
    .option('--key-dek <NAME>', run.text(help.keyDek))
    .option('--key-fd <N>', run.text(help.keyFd))
    .option('--key-algorithm <A>', run.text(help.keyAlgorithm))
    .option('--key-version <V>', run.text(help.keyVersion))
    .option('--diversification <D>', run.text(help.diversification))
    .option('--scp <NN>', run.text(help.scp))
    .option('--i <HEX>', run.text(help.i))
    .option('--level <L>', run.text(help.level))
    .option('--confirm-attempts', run.text(help.confirmAttempts))
  return addUnlockOptions(options, run)
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
}

/** Everything about a channel but its keys, where those depend on the reader. */
export interface ChannelWords extends Omit<ChannelBy, 'keys'> {
  readonly keys: KeySource | StaticKeys | undefined
}

/** What the options say; no card is needed for that. Throws `AppFailure`. */
export function channelWords(flags: ChannelFlags): ChannelWords {
  const { domain, keyVersion, diversification = 'none', scp, i, level } = flags
  const protocol = scp === undefined ? undefined : wordOf('--scp', scp, SCPS)
  if (i !== undefined && protocol === undefined) throw usageFailure(say.iNeedsScp)
  const names = {
    ...{ one: flags.key, enc: flags.keyEnc, mac: flags.keyMac, dek: flags.keyDek },
    fd: flags.keyFd
  }
  return {
    keys: keysOf(names, algorithmOf(flags), '--key, --key-fd'),
    diversification: wordOf('--diversification', diversification, DIVERSIFICATIONS),
    ...(domain !== undefined && { domain: aidOf(domain) }),
    ...(keyVersion !== undefined && { keyVersion: keyVersionOf(keyVersion) }),
    ...(protocol !== undefined && { protocol: `SCP${protocol}` as const }),
    ...(i !== undefined && { i: byteOf('--i', i) }),
    ...(level !== undefined && { level: LEVELS[wordOf('--level', level, LEVEL_WORDS)] }),
    ...(flags.confirmAttempts === true && { confirmed: true })
  }
}

/** Of keys that come from a descriptor. Throws `AppFailure`. */
export function algorithmOf({ keyAlgorithm, scp }: Pick<ChannelFlags, 'keyAlgorithm' | 'scp'>): KeyCipher {
  if (keyAlgorithm !== undefined) return wordOf('--key-algorithm', keyAlgorithm, ALGORITHMS)
  return scp === '03' ? 'aes' : '3des'
}

/**
 * The reader, and the channel with its keys at hand. A real card is never tried with keys that nobody named. Rejects with
 * `AppFailure`.
 */
export async function readerAndChannel(
  context: CliContext,
  flags: ChannelFlags,
  words: ChannelWords,
  others: readonly string[] = []
): Promise<{ readonly reader: string; readonly channel: ChannelBy }> {
  const reader = await chooseReader(context.workbench(), flags.reader, { contactless: false })
  const isVirtual = reader.startsWith('virtual:')
  const keys = words.keys ?? (isVirtual ? ({ kind: 'one', key: FACTORY_KEY } as const) : undefined)
  if (keys === undefined) throw usageFailure(say.needsKey)
  await vaultFor(context, flags, [...namesIn(keys), ...others])
  return { reader, channel: { ...words, keys } }
}
