import type { Command } from 'commander'
import { cryptogramHelp } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import { addCryptogramArpc } from './cryptogram-arpc'
import { addCryptogramArqc } from './cryptogram-arqc'
import { addCryptogramDerive, addCryptogramSession } from './cryptogram-keys'
import { addCryptogramScriptMac } from './cryptogram-script-mac'
import { addCryptogramVerify } from './cryptogram-verify'

/** `cardwright cryptogram`: what issuer and card compute, step by step. */
export function addCryptogram(program: Command, run: CliRun): void {
  const cryptogram = program.command('cryptogram').description(run.text(cryptogramHelp.cryptogram))
  for (const add of [
    addCryptogramDerive,
    addCryptogramSession,
    addCryptogramArqc,
    addCryptogramArpc,
    addCryptogramScriptMac,
    addCryptogramVerify
  ]) {
    add(cryptogram, run)
  }
}
