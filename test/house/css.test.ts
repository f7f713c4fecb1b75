// A screen in Urdu reads from the right. Styles name start and end, never left and right, so every screen can be
// mirrored without a second stylesheet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineAt, list, type Source, sources, withoutComments } from './sources.ts'

// In a stylesheet or in the styles of a TSX file: a property that names a side, or a value that does.
const property =
  /(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-(?:width|color|style))?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:/g
const value =
  /(?<![\w-])(?:text-align|float|clear|caption-side|justify-(?:content|items|self)|resize)\s*:\s*(?:left|right)\b/g
const camel =
  /(?<![\w.])(?:(?:margin|padding|border|scrollMargin|scrollPadding)(?:Left|Right)\w*|border(?:Top|Bottom)(?:Left|Right)Radius|left|right)\s*:\s*(?!boolean|string|number)|(?:textAlign|float)\s*:\s*['"](?:left|right)['"]/g
// A value is a word or a call with what stands in its brackets.
const one = '((?:[^\\s;()]|\\((?:[^()]|\\([^()]*\\))*\\))+)'
const shorthand = new RegExp(
  `(?<![\\w-])(?:margin|padding|inset)\\s*:\\s*${one}[ \\t]+${one}[ \\t]+${one}[ \\t]+${one}\\s*(?:!important\\s*)?[;}]`,
  'g',
)

export const physicalDirections = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    const bare = withoutComments(text)
    const forms = path.endsWith('.css') ? [property, value] : [camel]
    const named = forms.flatMap((form) => [...bare.matchAll(form)])
    // Four values are clockwise from the top: the second is right and the fourth left, so they must be equal.
    const uneven = path.endsWith('.css') ? [...bare.matchAll(shorthand)].filter((match) => match[2] !== match[4]) : []
    return [...named, ...uneven].map(
      (match) => `${path}:${lineAt(bare, match.index)} "${match[0].trim()}": say inline-start or inline-end`,
    )
  })

test('no style names left or right', () => {
  const found = physicalDirections(sources((path) => /^src\/.*\.(css|tsx)$/.test(path)))
  assert.equal(found.length, 0, list(found))
})

test('planted physical directions are found', () => {
  const css = (text: string) => physicalDirections([{ path: 'src/web/a.css', text }]).length
  const tsx = (text: string) => physicalDirections([{ path: 'src/web/ui/A.tsx', text }]).length
  assert.equal(css('a { margin-left: 1px }'), 1)
  assert.equal(css('a { border-right-color: red }'), 1)
  assert.equal(css('a { inset-inline-start: 0; left: 0 }'), 1)
  assert.equal(css('a { text-align: right }'), 1)
  assert.equal(css('a { float: left }'), 1)
  assert.equal(css('a { padding: 0 1px 0 2px; }'), 1)
  assert.equal(css('a { margin-inline-start: 1px; padding: 0 1px 0 1px; text-align: start } /* left: 0 */'), 0)
  assert.equal(tsx('<a style={{ marginLeft: 4 }} />'), 1)
  assert.equal(tsx("<a style={{ textAlign: 'left' }} />"), 1)
  assert.equal(tsx('<a style={{ marginInlineStart: 4 }} />'), 0)
})
