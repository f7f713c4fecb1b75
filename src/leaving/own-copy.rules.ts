// Taking the names of others out of what somebody wrote, and laying the copy out as one page that needs nothing else.
import type { OwnCopy } from './own-copy.ts'

export interface NamedOther {
  name: string
  /** What stands there instead: "reference worker", "a person". */
  as: string
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Parts of names that are words of every day in our languages, or too short to be anyone's alone. */
const tooCommon = new Set([
  'del',
  'los',
  'las',
  'the',
  'and',
  'della',
  'des',
  'san',
  'santa',
  'von',
  'van',
  'bin',
  'ben',
])

const partsOf = ({ name, as }: NamedOther): NamedOther[] => {
  const parts = name.split(/[\s,]+/).filter((part) => [...part].length >= 3 && !tooCommon.has(plain(part)))
  return [name, ...(parts.length > 1 ? parts : [])]
    .filter((part) => part.trim() !== '')
    .map((part) => ({ name: part, as }))
}

const word = /[\p{L}\p{M}\p{N}]/u

/** Replaces every name, whole or in part, whatever its accents and case; `spared` are the person's own names. */
export const withoutNames = (
  text: string,
  others: NamedOther[],
  spared: string[] = [],
): { text: string; taken_out: number } => {
  const own = new Set(spared.flatMap((name) => [name, ...name.split(/\s+/)]).map(plain))
  const names = others
    .flatMap(partsOf)
    .filter(({ name }) => !own.has(plain(name)))
    .sort((a, b) => b.name.length - a.name.length)
  let out = ''
  let taken_out = 0
  // Characters and their plain form, so that a match in the plain text is cut at the right place of the real one.
  const letters = [...text.normalize('NFC')]
  const flat = letters.map((letter) => plain(letter))
  let at = 0
  while (at < letters.length) {
    const begins = at === 0 || !word.test(letters[at - 1]!)
    const found = begins ? names.find((each) => fits(flat, at, [...plain(each.name)].join(''))) : undefined
    if (!found) {
      out += letters[at]
      at += 1
      continue
    }
    out += `[${found.as}]`
    taken_out += 1
    at += lengthOf(flat, at, plain(found.name))
  }
  return { text: out, taken_out }
}

const lengthOf = (flat: string[], at: number, name: string): number => {
  let read = ''
  let end = at
  while (end < flat.length && read.length < name.length) {
    read += flat[end]
    end += 1
  }
  return end - at
}

const fits = (flat: string[], at: number, name: string): boolean => {
  const length = lengthOf(flat, at, name)
  if (flat.slice(at, at + length).join('') !== name) return false
  const next = flat[at + length]
  return next === undefined || !word.test(next)
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:44rem;margin:2rem auto;padding-inline:1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-block-start:2rem;border-block-end:1px solid #999}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1rem}dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
footer{margin-block-start:3rem;font-size:.85rem;color:#555}@media print{body{margin:0}footer{position:fixed;inset-block-end:0}}`

/** One page that opens without the net and carries its mark; `drop` are the entries a colleague left out. */
export const asPage = (copy: OwnCopy, drop: ReadonlySet<string> = new Set()): string => {
  const say = (key: string) => escaped(copy.says[key] ?? '')
  const parts = copy.parts
    .map(({ title, entries }) => ({ title, entries: entries.filter((each) => !drop.has(each.id)) }))
    .filter(({ entries }) => entries.length > 0)
    .map(
      ({ title, entries }) =>
        `<h2>${escaped(title)}</h2><dl>${entries
          .map(
            (each) =>
              `<dt>${escaped([each.on, each.label].filter(Boolean).join(' · '))}</dt><dd>${escaped(each.text)}</dd>`,
          )
          .join('')}</dl>`,
    )
  const left = copy.left_out.map(({ because }) => `<li>${escaped(because)}</li>`).join('')
  const dropped = drop.size > 0 ? `<li>${say('dropped')}</li>` : ''
  return `<!doctype html><html lang="${copy.language}"><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width"><title>${say('title')}</title><style>${style}</style><h1>${say('title')}</h1><p>${say('lead')}</p>${parts.join('')}<h2>${say('left_out')}</h2><ul>${left}${dropped}</ul><p>${say('rights')}</p><footer>${escaped(copy.mark)}</footer></html>`
}

/** The same for another program: what is shown and nothing besides. */
export const asJson = (copy: OwnCopy, drop: ReadonlySet<string> = new Set()): string =>
  JSON.stringify(
    {
      made_on: copy.made_on,
      mark: copy.mark,
      parts: copy.parts.map(({ part, title, entries }) => ({
        part,
        title,
        entries: entries
          .filter((each) => !drop.has(each.id))
          .map(({ on, section, label, text }) => ({ on, section, label, text })),
      })),
      left_out: copy.left_out,
    },
    null,
    2,
  )
