// Every text a person reads comes from data/texts, or it stays English for someone who reads Urdu. The TypeScript
// parser finds words written straight into a screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { list, type Source, sources } from './sources.ts'

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
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
    const found: string[] = []
    const note = (node: ts.Node, words: string) => {
      if (!hasLetters(words) || isName(words)) return
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${path}:${line + 1} "${words.trim().slice(0, 60)}": give it a key in data/texts`)
    }
    /** What an expression can show: its own words, or those of either branch. */
    const noteShown = (node: ts.Node | undefined): void => {
      if (!node) return
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) note(node, node.text)
      else if (ts.isTemplateExpression(node))
        note(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' '))
      else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) noteShown(node.expression)
      else if (ts.isConditionalExpression(node)) {
        noteShown(node.whenTrue)
        noteShown(node.whenFalse)
      } else if (ts.isBinaryExpression(node) && /^(\|\||&&|\?\?|\+)$/.test(node.operatorToken.getText())) {
        if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) noteShown(node.left)
        noteShown(node.right)
      }
    }
    const visit = (node: ts.Node): void => {
      if (ts.isJsxText(node)) note(node, node.text)
      else if (ts.isJsxAttribute(node) && spoken.has(node.name.getText())) noteShown(node.initializer)
      else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) noteShown(node)
      ts.forEachChild(node, visit)
    }
    visit(file)
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
