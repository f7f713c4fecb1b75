// Pale words on pale ground shut people out, and no browser check finds every pair: each text colour is measured on each
// ground it stands on, in light and in dark.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
  ),
)

const luminance = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['ground', 'surface', 'sunken', 'raised']
const onGrounds = (text: string): [string, string][] => grounds.map((ground) => [text, ground])
const texts: [string, string][] = [
  ...['ink', 'ink-soft', 'accent', 'clay', 'danger', 'danger-ink'].flatMap(onGrounds),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ...['accent', 'good', 'warning', 'danger'].map((tone): [string, string] => [`${tone}-ink`, `${tone}-ground`]),
  ['clay', 'clay-ground'],
  ['ink', 'accent-ground'],
]
/** Borders that show where to press or write, and the ring of the keyboard. */
const edges: [string, string][] = [...onGrounds('line-strong'), ...onGrounds('clay'), ...onGrounds('accent')]

const tooPale = (pairs: [string, string][], least: number): string[] =>
  pairs.flatMap(([text, ground]) =>
    (['light', 'dark'] as const)
      .map((theme) => ({ theme, ratio: contrast(tokens.get(text)![theme], tokens.get(ground)![theme]) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ theme, ratio }) => `${text} on ${ground} (${theme}): ${ratio.toFixed(2)}`),
  )

test('every text can be read on its ground', () => assert.deepEqual(tooPale(texts, 4.5), []))
test('every edge that means something can be seen', () => assert.deepEqual(tooPale(edges, 3), []))
test('the measure itself is right', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#40c057', '#ffffff').toFixed(1), '2.4')
})
