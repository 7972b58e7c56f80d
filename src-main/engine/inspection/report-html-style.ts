/** The style sheet of a printed report: calm, A4, figures in columns, no colour that paper would lose. */
export const reportStyle = `
:root { color-scheme: light; --ink: #1b2430; --soft: #5b6675; --line: #d9dee5; --wash: #f5f7f9; --accent: #1f5f8b; --warn: #9a5b00; --bad: #a3262a; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 2rem; color: var(--ink); background: #fff;
  font: 14px/1.55 "Segoe UI", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 1.7rem; font-weight: 600; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.2rem 0 .8rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; font-weight: 600; margin: 1.4rem 0 .5rem; }
header { display: grid; grid-template-columns: 1fr auto; gap: 2rem; align-items: start; }
header p { margin: .3rem 0 0; color: var(--soft); }
.card { width: 20rem; aspect-ratio: 1.586; border-radius: .9rem; padding: 1.1rem 1.3rem; color: #fff; display: flex; flex-direction: column;
  justify-content: space-between; background: linear-gradient(135deg, #1d3b53, #2f6f8f 70%, #3f8fa3); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.card .chip { width: 2.6rem; height: 1.9rem; border-radius: .35rem; background: linear-gradient(135deg, #e9d9a6, #c9b06a); }
.card .number { font-size: 1.2rem; letter-spacing: .06em; white-space: nowrap; }
.card .row { display: flex; justify-content: space-between; gap: 1rem; font-size: .85rem; } .card .row span:last-child { white-space: nowrap; }
dl { display: grid; grid-template-columns: repeat(2, minmax(9rem, max-content) 1fr); gap: .25rem 1.2rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.mono, code { font-family: "Cascadia Mono", Consolas, Menlo, "Liberation Mono", "Noto Sans Mono CJK SC", monospace; font-size: .86em; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .8rem; }
.complete { color: #22693f; } .partial, .caution { color: var(--warn); } .interrupted, .problem { color: var(--bad); } .info { color: var(--accent); }
.purses { display: flex; flex-wrap: wrap; gap: 1rem; margin-bottom: 1.2rem; }
.purse { flex: 0 1 26rem; background: var(--wash); border-radius: .6rem; padding: .9rem 1.1rem; }
.purse .big { font-size: 1.6rem; font-weight: 600; } .purse dl { grid-template-columns: 1fr auto; margin-top: .5rem; } .purse dd { text-align: right; }
.lists { columns: 2; column-gap: 2rem; margin-top: 1.4rem; } .lists section { break-inside: avoid; padding-bottom: 1rem; } .lists h3 { margin-top: 0; }
ul, ol { margin: .2rem 0; padding-left: 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .92em; } th { text-align: left; color: var(--soft); font-weight: 500; }
th, td { padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.findings { list-style: none; padding: 0; } .findings li { padding: .35rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 5.5rem 1fr; }
details { margin: .8rem 0; } summary { cursor: pointer; color: var(--accent); } details details { margin: .4rem 0 .4rem .8rem; }
.tree { list-style: none; padding-left: 1rem; border-left: 1px solid var(--line); } .tree li { margin: .3rem 0; }
.tag { font-weight: 600; } .soft { color: var(--soft); }
footer { margin-top: 2.5rem; color: var(--soft); font-size: .85rem; }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } h2, h3, summary { break-after: avoid; } tr, .purse, .card, .findings li { break-inside: avoid; } }
@media screen and (max-width: 44rem) { header, dl { grid-template-columns: 1fr; } .lists { columns: 1; } .card { width: 100%; } }
`
