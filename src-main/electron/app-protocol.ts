import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Protocol } from 'electron'

const SCHEME = 'app'
const HOST = 'bundle'
/** Documents that are printed: another origin, with no script and no bridge. */
const DOCUMENT_HOST = 'document'
export const APP_ORIGIN = `${SCHEME}://${HOST}`
export const APP_PAGE = `${APP_ORIGIN}/index.html`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Svelte builds its static markup through one policy of this name.
  'trusted-types svelte-trusted-html'
].join('; ')

const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Before the app is ready: `app:` is a standard, secure origin with none of the rights of file:. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
}

const documents = new Map<string, string>()
let lastDocument = 0

/** Makes a self-contained HTML document reachable for a print window until it is withdrawn; it never touches a disk. */
export function offerDocument(html: string): { readonly url: string; withdraw(): void } {
  lastDocument += 1
  const path = `/${lastDocument}`
  documents.set(path, html)
  return { url: `${SCHEME}://${DOCUMENT_HOST}${path}`, withdraw: () => void documents.delete(path) }
}

function documentResponse(path: string): Response {
  const html = documents.get(path)
  if (html === undefined) return new Response(null, { status: 404 })
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DOCUMENT_POLICY }
  return new Response(html, { headers })
}

/** Serves the built window, and nothing outside its folder, under a policy without remote origins or inline code. */
export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    if (host === DOCUMENT_HOST) return documentResponse(pathname)
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    const type = CONTENT_TYPES[extname(file)]
    if (host !== HOST || !file.startsWith(folder + sep) || type === undefined)
      return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(file), {
        headers: {
          'Content-Type': type,
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'X-Content-Type-Options': 'nosniff'
        }
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
