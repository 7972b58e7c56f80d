import { expect, test } from 'vitest'
import { junitXml } from '../../src-main/cli/output/junit'

test('counts and escapes what a report holds', () => {
  const xml = junitXml([
    {
      name: 'a"<b>.cws',
      time: 1.5,
      cases: [
        { name: "it's", kind: 'met' },
        { name: 'line\nbreak', kind: 'failure', message: '\u0000]]>\u{D800}' },
        { name: '文', kind: 'error' }
      ]
    }
  ])
  expect(xml).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cardwright" tests="3" failures="1" errors="1" time="1.500">',
      '  <testsuite name="a&quot;&lt;b&gt;.cws" tests="3" failures="1" errors="1" skipped="0" time="1.500">',
      '    <testcase classname="a&quot;&lt;b&gt;.cws" name="it&apos;s"/>',
      '    <testcase classname="a&quot;&lt;b&gt;.cws" name="line&#10;break">',
      '      <failure message="\u{FFFD}]]&gt;\u{FFFD}"/>',
      '    </testcase>',
      '    <testcase classname="a&quot;&lt;b&gt;.cws" name="文">',
      '      <error message=""/>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      ''
    ].join('\n')
  )
})
