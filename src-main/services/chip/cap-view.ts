import type { CapView } from '../../contract/chip'
import { toHex } from '../../engine/bytes/hex'
import type { CapFile, PackageReference } from '../../engine/cap/cap-file'
import { loadFileDataBlock } from '../../engine/cap/read-cap'
import { sha1, sha256 } from '../../engine/crypto/hash'
import { aidName } from '../../engine/trace/explain/values/aid'

/** What a CAP file holds, for a person who decides whether to load it. */
export function capViewOf(cap: CapFile): CapView {
  const { format, usesInt, javaCard } = cap
  const block = loadFileDataBlock(cap)
  return {
    package: reference(cap.package),
    applets: cap.applets.map(named),
    imports: cap.imports.map(reference),
    ...{ format, usesInt, size: block.length },
    ...(javaCard !== undefined && { javaCard }),
    sha1: toHex(sha1(block)),
    sha256: toHex(sha256(block))
  }
}

function reference({ aid, major, minor }: PackageReference): CapView['package'] {
  return { ...named(aid), version: `${major}.${minor}` }
}

function named(aid: Uint8Array): CapView['applets'][number] {
  const name = aidName(aid)
  return { aid: toHex(aid), ...(name && { name }) }
}
