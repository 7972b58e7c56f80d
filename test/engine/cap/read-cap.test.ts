import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { referenceText } from '../../../src-main/engine/cap/package-info'
import { loadFileDataBlock, readCap } from '../../../src-main/engine/cap/read-cap'
import { sha1, sha256 } from '../../../src-main/engine/crypto/hash'
import vector from '../../vectors/cap/empty-load-file.json'
import { capOf, sampleCap, sampleComponents } from './support'

function read(file: Uint8Array) {
  const outcome = readCap(file)
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome.problem))
  return outcome.cap
}

function problemOf(file: Uint8Array): unknown {
  const outcome = readCap(file)
  return outcome.kind === 'problem' ? outcome.problem : outcome.kind
}

describe('a CAP file', () => {
  it('tells its package, applets and imports', () => {
    const cap = read(sampleCap())
    expect(referenceText(cap.package)).toBe('0102030405 0.0')
    expect(cap.applets.map(toHex)).toEqual(['0102030405060708'])
    expect(cap.imports.map(referenceText)).toEqual([
      'A0000000620101 1.2',
      'A0000000620102 1.2',
      'A0000000620001 1.0'
    ])
    expect(cap).toMatchObject({ format: '2.1', javaCard: '2.2.1', usesInt: false })
  })

  it('is loaded in the order that its published hash confirms', () => {
    const block = loadFileDataBlock(read(sampleCap()))
    expect(toHex(block)).toBe(vector.withoutDescriptor)
    expect(toHex(sha256(block))).toBe(vector.sha256)
    expect(toHex(sha1(block))).toBe(vector.sha1)
    expect(toHex(loadFileDataBlock(read(sampleCap()), true))).toBe(vector.withDescriptor)
  })

  it('may come as the components alone', () => {
    expect(toHex(loadFileDataBlock(read(hex(vector.withoutDescriptor))))).toBe(vector.withoutDescriptor)
  })
})

describe('a file that cannot be loaded', () => {
  const changed = (name: 'Header' | 'Applet' | 'Import', at: number, value: number): Uint8Array => {
    const components = sampleComponents()
    const bytes = components.get(name)?.slice() ?? new Uint8Array()
    bytes[at] = value
    return capOf(components.set(name, bytes))
  }

  it.each([
    'Applet',
    'Header',
    'Directory',
    'Import',
    'Class',
    'Method',
    'StaticField',
    'ConstantPool',
    'RefLocation'
  ] as const)('lacks %s', (component) => {
    const components = sampleComponents()
    components.delete(component)
    expect(problemOf(capOf(components))).toEqual({ kind: 'component-missing', component })
  })

  it('has no magic, or lengths that do not fit', () => {
    expect(problemOf(changed('Header', 3, 0))).toEqual({ kind: 'component-broken', component: 'Header' })
    expect(problemOf(changed('Header', 2, 0x10))).toEqual({ kind: 'component-broken', component: 'Header' })
    expect(problemOf(changed('Header', 0, 2))).toEqual({ kind: 'component-broken', component: 'Header' })
    expect(problemOf(changed('Applet', 3, 2))).toEqual({ kind: 'component-broken', component: 'Applet' })
    expect(problemOf(changed('Applet', 4, 4))).toEqual({ kind: 'component-broken', component: 'Applet' })
    expect(problemOf(changed('Import', 3, 9))).toEqual({ kind: 'component-broken', component: 'Import' })
    expect(problemOf(changed('Header', 9, 0x0c))).toEqual({ kind: 'extended-format' })
  })

  it('has a component longer than one can be', () => {
    const huge = sampleComponents().set('Method', new Uint8Array(70_000))
    expect(problemOf(capOf(huge))).toEqual({ kind: 'component-too-large', component: 'Method' })
  })

  it('unpacks to more than its directory says', () => {
    const bomb = capOf(sampleComponents().set('Method', new Uint8Array(60_000)))
    const name = new TextEncoder().encode('com/example/empty/javacard/Method.cap')
    const at = lastIndexOf(bomb, name) - 46
    const view = new DataView(bomb.buffer)
    expect(view.getUint32(at, true)).toBe(0x02014b50)
    view.setUint32(at + 24, 100, true)
    expect(problemOf(bomb)).toMatchObject({ component: 'Method' })
  })

  it('holds two packages, none, or is no archive', () => {
    const both = zipSync({
      'a/javacard/Header.cap': sampleComponents().get('Header') ?? new Uint8Array(),
      'b/javacard/Header.cap': sampleComponents().get('Header') ?? new Uint8Array()
    })
    expect(problemOf(both)).toEqual({ kind: 'several-packages' })
    expect(problemOf(zipSync({ 'readme.txt': hex('41') }))).toEqual({ kind: 'no-package' })
    expect(problemOf(hex('CAFEBABE'))).toEqual({ kind: 'not-a-zip' })
    expect(problemOf(new Uint8Array())).toEqual({ kind: 'not-a-zip' })
    expect(problemOf(new Uint8Array(8 * 1024 * 1024 + 1))).toEqual({ kind: 'too-large' })
    expect(problemOf(sampleCap().slice(100))).toEqual({ kind: 'archive-broken' })
  })

  it('was cut off anywhere: it is said, and nothing is thrown', () => {
    const whole = sampleCap()
    for (let length = 0; length < whole.length; length += 1) {
      expect(readCap(whole.slice(0, length)).kind).toBe('problem')
    }
    const block = hex(vector.withoutDescriptor)
    for (let length = 0; length < block.length; length += 1) {
      expect(readCap(block.slice(0, length)).kind).toBe('problem')
    }
  })

  it('was changed in one byte: what is loaded is the same, or it is said', () => {
    const whole = sampleCap()
    const block = loadFileDataBlock(read(whole))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] ?? 0) ^ flip
        const outcome = readCap(bytes)
        if (outcome.kind === 'ok') expect(loadFileDataBlock(outcome.cap)).toEqual(block)
      }),
      { numRuns: 2000 }
    )
  })

  it('is anything at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readCap(bytes)
        readCap(concat(hex('01000FDECAFFED'), bytes))
        readCap(concat(bytes, hex('504B0506'), bytes))
      }),
      { numRuns: 500 }
    )
  })
})

function lastIndexOf(bytes: Uint8Array, part: Uint8Array): number {
  return Buffer.from(bytes).lastIndexOf(Buffer.from(part))
}
