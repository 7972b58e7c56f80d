import type { ReceiptView } from '../../../contract/ecash'
import type { Language } from '../../../texts/local-text'
import { receiptTexts } from '../../../texts/phrases/receipt'

/** A slip of 80 mm, readable on A4 too. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 72mm; padding: 4mm; color: #111; background: #fff;
  font: 12px/1.5 "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 15px; text-align: center; margin: 0 0 3mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 4mm; margin: 0; border-block: 1px dashed #777; padding: 2mm 0; }
dt { color: #555; } dd { margin: 0; text-align: right; overflow-wrap: anywhere; } dd.strong { font-weight: 600; font-size: 14px; }
p { text-align: center; margin: 2mm 0 0; }
@page { margin: 6mm; }
`

/** A receipt as one HTML document: no script, nothing fetched, every text escaped. */
export function receiptHtml({ title, lines, notes }: ReceiptView, language: Language): string {
  const facts = lines.map(({ name, value, strong }) => {
    const kind = strong ? ' class="strong"' : ''
    return `<dt>${escaped(name[language])}</dt><dd${kind}>${escaped(value[language])}</dd>`
  })
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(receiptTexts.title[language])}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title[language])}</h1>
<dl>
${facts.join('\n')}
</dl>
${notes.map((note) => `<p>${escaped(note[language])}</p>`).join('\n')}
</body>
</html>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
