import { zipSync } from 'fflate'
import { hex } from '../../../src-main/engine/bytes/hex'
import { splitComponents, type ComponentName } from '../../../src-main/engine/cap/component'
import vector from '../../vectors/cap/empty-load-file.json'

/** Components of the sample, Descriptor included. */
export function sampleComponents(): Map<ComponentName, Uint8Array> {
  const components = splitComponents(hex(vector.withDescriptor))
  if (components === undefined) throw new Error('the sample is none')
  return components
}

/** A CAP file as a compiler writes it. */
export function capOf(components: ReadonlyMap<string, Uint8Array>, folder = 'com/example/empty'): Uint8Array {
  const files: Record<string, Uint8Array> = {
    'META-INF/MANIFEST.MF': new TextEncoder().encode('Manifest-Version: 1.0\n')
  }
  for (const [name, bytes] of components) files[`${folder}/javacard/${name}.cap`] = bytes
  return zipSync(files)
}

export function sampleCap(): Uint8Array {
  return capOf(sampleComponents())
}
