/** One expectation, or what kept a script from going on. */
export interface JunitCase {
  readonly name: string
  readonly kind: 'met' | 'failure' | 'error'
  readonly message?: string
}

export interface JunitSuite {
  readonly name: string
  /** Seconds. */
  readonly time: number
  readonly cases: readonly JunitCase[]
}

/** A report in the XML that test servers read (JUnit's `testsuites`). */
export function junitXml(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases)
  const time = suites.reduce((total, suite) => total + suite.time, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cardwright" ${counts(all)} time="${time.toFixed(3)}">`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    ''
  ].join('\n')
}

function suiteLines({ name, time, cases }: JunitSuite): string[] {
  return [
    `  <testsuite name="${escaped(name)}" ${counts(cases)} skipped="0" time="${time.toFixed(3)}">`,
    ...cases.flatMap((one) => caseLines(one, name)),
    '  </testsuite>'
  ]
}

function caseLines({ name, kind, message = '' }: JunitCase, suite: string): string[] {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}"`
  if (kind === 'met') return [`${head}/>`]
  return [`${head}>`, `      <${kind} message="${escaped(message)}"/>`, '    </testcase>']
}

function counts(cases: readonly JunitCase[]): string {
  const of = (kind: JunitCase['kind']): number => cases.filter((one) => one.kind === kind).length
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
}

/** What XML 1.0 may hold (2.2): other characters have no form in it at all. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\t\n\r]/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
}
