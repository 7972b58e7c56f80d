import type { Command } from 'commander'
import type { ChipAction } from '../../contract/chip'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { addChannelOptions, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import { addTokenOptions, delegatedOf, keysOfDelegated, type TokenFlags } from '../gp-signatures'
import { aidOf, byteOf, hexOf, listOf, wordOf } from '../gp-words'
import { usageFailure } from '../usage-failure'

interface InstallFlags extends ChannelFlags, TokenFlags {
  readonly privileges?: string
  readonly params?: string
  readonly selectable: boolean
}

interface DomainFlags extends InstallFlags {
  readonly domainScp?: string
  readonly domainI?: string
  readonly loadFile?: string
  readonly module?: string
}

type DomainAction = Extract<ChipAction, { kind: 'create-domain' }>

const SCPS = ['01', '02', '03'] as const
const USUAL_I = { '01': 0x05, '02': 0x55, '03': 0x70 } as const

/** `cardwright gp install`. */
export function addGpInstall(gp: Command, run: CliRun): void {
  const command = gp.command('install').description(run.text(help.install))
  addOptions(command, run)
    .argument('<LOAD_FILE>', run.text(help.loadFile))
    .argument('<MODULE>', run.text(help.module))
    .argument('[INSTANCE]', run.text(help.instance))
    .option('--privileges <LIST>', run.text(help.privileges))
    .option('--params <HEX>', run.text(help.params))
    .option('--no-selectable', run.text(help.notSelectable))
    .addHelpText(
      'after',
      run.examples(
        'cardwright gp install F0435750424F43 F0435750424F4301 A000000333010101 --reader virtual:blank'
      )
    )
    .action(
      run.action<InstallFlags>((context, args, flags) => {
        const module = aidOf(args.text(1))
        const instance = args.optional(2)
        const delegated = delegatedOf(flags)
        const action = {
          kind: 'install',
          ...{ loadFile: aidOf(args.text(0)), module, ...madeWith(flags) },
          instance: instance === undefined ? module : aidOf(instance),
          makeSelectable: flags.selectable,
          ...delegated
        } as const
        return performAndPrint(context, flags, action, { keys: keysOfDelegated(delegated) })
      })
    )
}

/** `cardwright gp create-domain`: a supplementary security domain. */
export function addGpCreateDomain(gp: Command, run: CliRun): void {
  const command = gp.command('create-domain').description(run.text(help.createDomain))
  addOptions(command, run)
    .argument('<AID>', run.text(help.newDomain))
    .option('--privileges <LIST>', run.text(help.privileges))
    .option('--params <HEX>', run.text(help.params))
    .option('--domain-scp <NN>', run.text(help.domainScp))
    .option('--domain-i <HEX>', run.text(help.domainI))
    .option('--load-file <AID>', run.text(help.domainLoadFile))
    .option('--module <AID>', run.text(help.domainModule))
    .addHelpText(
      'after',
      run.examples('cardwright gp create-domain A0000001515041 --privileges delegated-management')
    )
    .action(
      run.action<DomainFlags>((context, args, flags) => {
        const { loadFile, module } = flags
        const delegated = delegatedOf(flags)
        const action = {
          kind: 'create-domain',
          ...{ instance: aidOf(args.text(0)), ...madeWith(flags) },
          ...(loadFile !== undefined && { loadFile: aidOf(loadFile) }),
          ...(module !== undefined && { module: aidOf(module) }),
          ...protocolOf(flags),
          ...delegated
        } as const
        return performAndPrint(context, flags, action, { keys: keysOfDelegated(delegated) })
      })
    )
}

/** `cardwright gp make-selectable`. */
export function addGpMakeSelectable(gp: Command, run: CliRun): void {
  addOptions(gp.command('make-selectable').description(run.text(help.makeSelectable)), run)
    .argument('<AID>', run.text(help.aid))
    .action(
      run.action<ChannelFlags & TokenFlags>((context, args, flags) => {
        const delegated = delegatedOf(flags)
        const action = { kind: 'make-selectable', aid: aidOf(args.text(0)), ...delegated } as const
        return performAndPrint(context, flags, action, { keys: keysOfDelegated(delegated) })
      })
    )
}

/** `cardwright gp extradite`. */
export function addGpExtradite(gp: Command, run: CliRun): void {
  addOptions(gp.command('extradite').description(run.text(help.extradite)), run)
    .argument('<AID>', run.text(help.aid))
    .argument('<DOMAIN>', run.text(help.otherDomain))
    .action(
      run.action<ChannelFlags & TokenFlags>((context, args, flags) => {
        const delegated = delegatedOf(flags)
        const [aid, domain] = [aidOf(args.text(0)), aidOf(args.text(1))]
        const action = { kind: 'extradite', aid, domain, ...delegated } as const
        return performAndPrint(context, flags, action, { keys: keysOfDelegated(delegated) })
      })
    )
}

/** `cardwright gp update-registry`. */
export function addGpUpdateRegistry(gp: Command, run: CliRun): void {
  addOptions(gp.command('update-registry').description(run.text(help.updateRegistry)), run)
    .argument('<AID>', run.text(help.aid))
    .option('--privileges <LIST>', run.text(help.allPrivileges))
    .option('--to <AID>', run.text(help.to))
    .action(
      run.action<ChannelFlags & TokenFlags & { privileges?: string; to?: string }>((context, args, flags) => {
        const { privileges, to } = flags
        if (privileges === undefined && to === undefined) throw usageFailure(say.nothingToUpdate)
        const delegated = delegatedOf(flags)
        const action = {
          kind: 'update-registry',
          ...{ aid: aidOf(args.text(0)) },
          ...(privileges !== undefined && { privileges: listOf(privileges) }),
          ...(to !== undefined && { domain: aidOf(to) }),
          ...delegated
        } as const
        return performAndPrint(context, flags, action, { keys: keysOfDelegated(delegated) })
      })
    )
}

/** The secure channel of a new domain: `--domain-i` is the usual one of its protocol where it is not said. Throws `AppFailure`. */
function protocolOf({ domainScp, domainI }: DomainFlags): Pick<DomainAction, 'protocol'> {
  if (domainScp === undefined) {
    if (domainI !== undefined) throw usageFailure(say.domainINeedsScp)
    return {}
  }
  const number = wordOf('--domain-scp', domainScp, SCPS)
  const i = domainI === undefined ? USUAL_I[number] : byteOf('--domain-i', domainI)
  return { protocol: { name: `SCP${number}`, i } }
}

function addOptions(command: Command, run: CliRun): Command {
  return addTokenOptions(addChannelOptions(command, run), run)
}

function madeWith({ privileges, params }: InstallFlags): { privileges: string[]; parameters?: string } {
  return {
    privileges: listOf(privileges),
    ...(params !== undefined && { parameters: hexOf('--params', params) })
  }
}
