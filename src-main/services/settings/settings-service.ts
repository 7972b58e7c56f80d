import { settings as settingsSchema, type Settings } from '../../contract/views'
import type { DocumentStore } from '../storage/document-store'

const DOCUMENT = 'settings'

/** The person's choices, kept in the data folder. An unreadable document means the defaults, never a failure. */
export class SettingsService {
  private current: Settings

  constructor(
    private readonly store: DocumentStore,
    defaults: Settings
  ) {
    const stored = store.read(DOCUMENT)
    const merged = typeof stored === 'object' && stored !== null ? { ...defaults, ...stored } : defaults
    const parsed = settingsSchema.safeParse(merged)
    this.current = parsed.success ? parsed.data : defaults
  }

  get(): Settings {
    return this.current
  }

  /** Changes what is given; undefined changes nothing. */
  set(changes: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    this.current = { ...this.current, ...given }
    this.store.write(DOCUMENT, this.current)
    return this.current
  }
}
