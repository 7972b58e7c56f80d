import type { Command } from 'commander'
import { parseHex, toHex } from '../../engine/bytes/hex'
import { caKeyRecord, indexText, type CaKeyEntry } from '../../services/ca-keys/ca-key-record'
import type { CaKeyName } from '../../services/ca-keys/ca-keys-service'
import { odaHelp, odaTexts as say } from '../../texts/cli/oda'
import type { Language, LocalText } from '../../texts/local-text'
import type { Arguments } from '../arguments'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { usageFailure } from '../usage-failure'

/** `cardwright oda keys list`. */
export function addOdaKeysList(keys: Command, run: CliRun): void {
  keys
    .command('list')
    .description(run.text(odaHelp.list))
    .action(
      run.action((context) => {
        const entries = context.workbench().caKeys.list()
        const document = { keys: entries.map((entry) => ({ ...caKeyRecord(entry), test: entry.test })) }
        printResult(context, document, () => keysText(entries, context.language))
        if (entries.every(({ test }) => test)) note(context, say.nothingImported)
        return 0
      })
    )
}

interface RemoveFlags {
  readonly algorithm?: string
}

/** `cardwright oda keys remove`. */
export function addOdaKeysRemove(keys: Command, run: CliRun): void {
  keys
    .command('remove')
    .description(run.text(odaHelp.remove))
    .argument('<RID>', run.text(odaHelp.rid))
    .argument('<INDEX>', run.text(odaHelp.index))
    .option('--algorithm <A>', run.text(odaHelp.algorithm))
    .addHelpText('after', run.examples('cardwright oda keys remove A000000333 09'))
    .action(
      run.action<RemoveFlags>((context, args, flags) => {
        const name = keyName(args, flags.algorithm)
        context.workbench().caKeys.remove(name)
        const [rid, index] = [toHex(name.rid), indexText(name.index)]
        printResult(
          context,
          { removed: { rid, index } },
          () => `${say.removed(rid, index)[context.language]}\n`
        )
        return 0
      })
    )
}

/** `cardwright oda keys export`: always JSON, which `import` reads. */
export function addOdaKeysExport(keys: Command, run: CliRun): void {
  keys
    .command('export')
    .description(run.text(odaHelp.export))
    .action(
      run.action((context) => {
        context.terminal.out.write(context.workbench().caKeys.export())
        return 0
      })
    )
}

function keyName(args: Arguments, algorithm: string | undefined): CaKeyName {
  const rid = bytesOf(args.text(0), 5, say.badRid)
  const index = bytesOf(args.text(1), 1, say.badIndex)[0] ?? 0
  if (algorithm === undefined) return { rid, index }
  if (algorithm !== 'rsa' && algorithm !== 'sm2') throw usageFailure(say.badAlgorithm(algorithm))
  return { rid, index, algorithm }
}

function bytesOf(word: string, length: number, bad: (word: string) => LocalText): Uint8Array {
  const parsed = parseHex(word)
  if (parsed.kind !== 'ok' || parsed.bytes.length !== length) throw usageFailure(bad(word))
  return parsed.bytes
}

function keysText(entries: readonly CaKeyEntry[], language: Language): string {
  const head = [say.rid, say.index, say.algorithm, say.expiry, say.checkValue, say.source]
  return table([
    head.map((text) => text[language]),
    ...entries.map((entry) => {
      const { key, test, checked, source } = entry
      const { rid, index, expiry, sha1 } = caKeyRecord(entry)
      const size = key.algorithm === 'rsa' ? `RSA ${String(key.modulus.length * 8)}` : 'SM2 256'
      const told = (checked ? say.checked : say.unchecked)[language]
      return [
        ...[rid, index, size, expiry ?? say.unknown[language], `${sha1} ${told}`],
        test ? say.test[language] : safeText(source)
      ]
    })
  ])
}
