// Every text a person reads comes from data/texts, or it stays English for someone who reads Urdu. The parser finds
// words written straight into a screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { each, isText, type Node, parse, partsOf } from './parsed.ts'
import { lineAt, list, type Source, sources } from './sources.ts'

const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'aria-placeholder',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'errorMessage',
])
const hasLetters = (text: string) => /\p{L}/u.test(text.replace(/&\w+;/g, ''))
/** The product's own name is the same in every language. */
const isName = (text: string) => text.trim() === 'Amparo'

export const literalTexts = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    const found: string[] = []
    const note = (node: Node, words: string) => {
      if (!hasLetters(words) || isName(words)) return
      const line = lineAt(text, node.start)
      found.push(`${path}:${line} "${words.trim().slice(0, 60)}": give it a key in data/texts`)
    }
    /** What an expression can show: its own words, or those of either branch. */
    const noteShown = (node: Node | null): void => {
      if (!node) return
      if (isText(node)) note(node, node.value)
      else if (node.type === 'TemplateLiteral') note(node, partsOf(node).join(' '))
      else if (node.type === 'JSXExpressionContainer' || node.type === 'ParenthesizedExpression')
        noteShown(node.expression)
      else if (node.type === 'ConditionalExpression') {
        noteShown(node.consequent)
        noteShown(node.alternate)
      } else if (node.type === 'LogicalExpression' || (node.type === 'BinaryExpression' && node.operator === '+')) {
        if (node.operator !== '&&') noteShown(node.left)
        noteShown(node.right)
      }
    }
    each(parse({ path, text }).root, (node, within) => {
      if (node.type === 'JSXText') note(node, node.raw ?? node.value)
      else if (node.type === 'JSXAttribute' && node.name.type === 'JSXIdentifier' && spoken.has(node.name.name))
        noteShown(node.value)
      else if (node.type === 'JSXExpressionContainer' && within?.type !== 'JSXAttribute') noteShown(node)
    })
    return found
  })

test('no screen carries words of its own', () => {
  const found = literalTexts(sources((path) => /^src\/.*\.tsx$/.test(path) && !path.includes('.test.')))
  assert.equal(found.length, 0, list(found))
})

test('planted words are found', () => {
  const found = (text: string) => literalTexts([{ path: 'src/plans/ui/Plan.tsx', text }]).length
  assert.equal(found('const a = <p>Hello</p>'), 1)
  assert.equal(found('const a = <p>सहायता</p>'), 1)
  assert.equal(found('const a = <button aria-label="Close" />'), 1)
  assert.equal(found("const a = <input placeholder={empty ? 'Name' : t('name')} />"), 1)
  assert.equal(found("const a = <p>{open && 'Open'}</p>"), 1)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the plant is source text
  assert.equal(found('const a = <p>{`${count} people`}</p>'), 1)
  assert.equal(found('const a = <p className="wide" id="x">{t("plan.title")} · 3 — &nbsp;</p>'), 0)
  assert.equal(found("const a = <p>{kind === 'person' && t('person')}</p>"), 0)
})
