import { BETWEEN } from './between'
import { MISREPORTS, type Fault } from './faults'
import type { Flow } from './flows'
import { HOST_FAULTS } from './host-faults'
import type { Case } from './run-case'
import { LOG_FAULTS } from './unreadable-logs'

/** The case of this flow that a failure printed this name of. A fault where there is no such case. */
export function caseNamed(flow: Flow, name: string): Case {
  const [faults = '', ...rest] = name.slice(`${flow.name}: `.length).split('; ')
  let one: Case = { flow, faults: faultsNamed(faults), way: 'finish' }
  for (const part of rest) {
    const [word = '', ...more] = part.split(' ')
    const told = more.join(' ')
    if (part === 'finish' || part === 'reverse') one = { ...one, way: part }
    else if (word === 'then') one = { ...one, recoveryFaults: faultsNamed(told) }
    else if (word === 'upload') one = { ...one, uploadFaults: faultsNamed(told) }
    else if (word === 'logs') one = { ...one, logs: oneOf(LOG_FAULTS, told) }
    else one = { ...one, between: oneOf(BETWEEN, part) }
  }
  return one
}

function faultsNamed(names: string): Fault[] {
  return names === 'nothing' ? [] : names.split(' + ').map(faultNamed)
}

function faultNamed(name: string): Fault {
  const [kind = '', first = '', second = ''] = name.split(' ')
  const at = Number(first)
  switch (kind) {
    case 'tear':
      return { kind, apdu: at, when: oneOf(WHEN, second) }
    case 'misreport':
      return { kind, apdu: at, sw: oneOf(MISREPORTS, second) }
    case 'power':
      return { kind, write: at, point: oneOf(['before', 'half'], second) }
    case 'kill':
      return { kind, write: at, when: oneOf(WHEN, second) }
    case 'die':
      return { kind, exchange: at, when: oneOf(WHEN, second) }
    case 'host':
      return { kind, exchange: at, how: oneOf(HOST_FAULTS, second) }
    case 'cancel':
      return { kind, look: at }
    case 'dismiss':
      return { kind, question: at }
    case 'meddle':
      return { kind, before: oneOf(['apdu', 'exchange'], first), at: Number(second) }
    default:
      throw new Error(`there is no fault "${name}"`)
  }
}

const WHEN = ['before', 'after'] as const

function oneOf<T extends string>(names: readonly T[], name: string): T {
  const found = names.find((known) => known === name)
  if (found === undefined) throw new Error(`"${name}" is none of ${names.join(', ')}`)
  return found
}
