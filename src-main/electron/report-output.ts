import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BrowserWindow, dialog, type FileFilter } from 'electron'
import { AppFailure } from '../services/app-failure'
import { offerDocument } from './app-protocol'

export type Saved = { readonly kind: 'saved'; readonly name: string } | { readonly kind: 'cancelled' }

/** Asks where to save, then writes. `content` is made only after the person has chosen a place. */
export async function saveWithDialog(
  parent: BrowserWindow,
  suggestion: { readonly name: string; readonly filter: FileFilter },
  content: () => Promise<string | Uint8Array> | string
): Promise<Saved> {
  const choice = await dialog.showSaveDialog(parent, {
    defaultPath: suggestion.name,
    filters: [suggestion.filter]
  })
  if (choice.canceled || choice.filePath === '') return { kind: 'cancelled' }
  const bytes = await content()
  try {
    await writeFile(choice.filePath, bytes, { mode: 0o600 })
  } catch (cause) {
    throw new AppFailure('file-not-written', { cause })
  }
  return { kind: 'saved', name: basename(choice.filePath) }
}

/** Asks for one file and reads it as text; undefined where the person changed their mind. */
export async function openWithDialog(parent: BrowserWindow, filter: FileFilter): Promise<string | undefined> {
  const choice = await dialog.showOpenDialog(parent, { properties: ['openFile'], filters: [filter] })
  const file = choice.filePaths[0]
  if (choice.canceled || file === undefined) return undefined
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppFailure('file-not-read', { cause })
  }
}

/** A4 pages of a self-contained HTML document. */
export function htmlToPdf(html: string): Promise<Uint8Array> {
  return withPage(html, (page) => page.webContents.printToPDF({ pageSize: 'A4', printBackground: true }))
}

/** What Chromium says where the person closed the print dialogue. */
const CANCELED = 'Print job canceled'

/**
 * Hands a self-contained HTML document to the operating system's print dialogue. Resolves with whether it was printed:
 * false where the person changed their mind. Rejects with `AppFailure` where there is no way to print.
 */
export function printHtml(html: string): Promise<boolean> {
  return withPage(html, (page) => {
    return new Promise((resolve, reject) => {
      page.webContents.print({ printBackground: true }, (printed, reason) => {
        if (printed || reason === CANCELED) resolve(printed)
        else reject(new AppFailure('not-printed'))
      })
    })
  })
}

/** The document in a hidden window without scripts, preload or any right. */
async function withPage<T>(html: string, use: (page: BrowserWindow) => Promise<T>): Promise<T> {
  const document = offerDocument(html)
  const page = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false }
  })
  try {
    await page.loadURL(document.url)
    return await use(page)
  } finally {
    page.destroy()
    document.withdraw()
  }
}
