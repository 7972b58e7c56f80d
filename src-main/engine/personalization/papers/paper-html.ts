import type { Language, LocalText } from '../../../texts/local-text'

const STYLE = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 170mm; padding: 8mm 0; color: #111; background: #fff;
  font: 11pt/1.6 "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; }
.bank { color: #666; border-bottom: 1px solid #bbb; padding-bottom: 3mm; margin: 0 0 10mm; }
h1 { font-size: 17pt; margin: 0 0 5mm; } h2 { font-size: 12pt; margin: 8mm 0 2mm; }
p { margin: 0 0 3mm; } .test { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 8mm; margin: 4mm 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 4mm; font-size: 9.5pt; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { padding: 1mm 3mm 1mm 0; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: #555; font-weight: 500; white-space: nowrap; }
ul { margin: 0; padding-left: 6mm; } li { margin-bottom: 1.5mm; }
@page { size: A4; margin: 15mm; }
`

/** A part of a paper, in its order from top to bottom. */
export type PaperPart =
  | { readonly kind: 'heading' | 'text' | 'test'; readonly text: LocalText }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: LocalText, value: LocalText])[] }
  | { readonly kind: 'list'; readonly lines: readonly LocalText[] }
  | {
      readonly kind: 'table'
      readonly head: readonly LocalText[]
      readonly rows: readonly (readonly LocalText[])[]
    }

/** A page of A4 as one HTML document: no script, nothing fetched, every text escaped. */
export function paperHtml(
  head: { readonly bank: LocalText; readonly title: LocalText },
  parts: readonly PaperPart[],
  language: Language
): string {
  const say = (text: LocalText): string => escaped(text[language])
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(head.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="bank">${say(head.bank)}</p>
<h1>${say(head.title)}</h1>
${parts.map((part) => partHtml(part, say)).join('\n')}
</body>
</html>
`
}

function partHtml(part: PaperPart, say: (text: LocalText) => string): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${say(part.text)}</h2>`
    case 'text':
      return `<p>${say(part.text)}</p>`
    case 'test':
      return `<p class="test">${say(part.text)}</p>`
    case 'facts':
      return `<dl>\n${part.facts.map(([name, value]) => `<dt>${say(name)}</dt><dd>${say(value)}</dd>`).join('\n')}\n</dl>`
    case 'table': {
      const row = (name: 'th' | 'td', cells: readonly LocalText[]): string =>
        `<tr>${cells.map((cell) => `<${name}>${say(cell)}</${name}>`).join('')}</tr>`
      const rows = part.rows.map((cells) => row('td', cells))
      return `<table>\n<thead>${row('th', part.head)}</thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
    }
    case 'list':
      return `<ul>\n${part.lines.map((line) => `<li>${say(line)}</li>`).join('\n')}\n</ul>`
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
