import type { DocumentStore, Hold } from '../../src-main/services/storage/document-store'

/** Documents for as long as the test runs; everything goes through JSON, as in files. */
export class MemoryDocuments implements DocumentStore {
  readonly documents = new Map<string, string>()
  private readonly held = new Set<string>()

  read(name: string): unknown {
    const text = this.documents.get(name)
    return text === undefined ? undefined : JSON.parse(text)
  }

  write(name: string, document: unknown): void {
    this.documents.set(name, JSON.stringify(document))
  }

  remove(name: string): void {
    this.documents.delete(name)
  }

  setAside(name: string): void {
    const text = this.documents.get(name)
    if (text !== undefined) this.documents.set(`aside:${name}`, text)
    this.documents.delete(name)
  }

  list(folder: string): readonly string[] {
    return [...this.documents.keys()].filter((name) => name.startsWith(`${folder}/`))
  }

  hold(name: string): Hold {
    if (this.held.has(name)) return { kind: 'taken' }
    this.held.add(name)
    return { kind: 'held', release: () => void this.held.delete(name) }
  }

  isHeld(name: string): boolean {
    return this.held.has(name)
  }
}
