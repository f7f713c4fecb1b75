// The Chinese font comes in a hundred pieces: which of them a text needs, so that no more is read than is set.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Piece {
  name: string
  ranges: [number, number][]
}

const package_name = '@fontsource-variable/noto-sans-sc'
const pieceOf = /url\(\.\/files\/([\w[\]-]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g
const rangeOf = (text: string): [number, number] => {
  const [from, to] = text.trim().slice(2).split('-')
  return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)]
}

let pieces: Piece[] | undefined
const readPieces = (): Piece[] =>
  [...readFileSync(fileURLToPath(import.meta.resolve(`${package_name}/index.css`)), 'utf8').matchAll(pieceOf)].map(
    ([, file, ranges]) => ({ name: `${package_name}/files/${file}`, ranges: ranges!.split(',').map(rangeOf) }),
  )

const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Nothing for a text without Chinese. */
export const chineseFonts = (text: string): string[] => {
  const wanted = [...new Set(text)].filter((char) => han.test(char)).map((char) => char.codePointAt(0)!)
  if (wanted.length === 0) return []
  pieces ??= readPieces()
  return pieces
    .filter(({ ranges }) => wanted.some((char) => ranges.some(([from, to]) => char >= from && char <= to)))
    .map(({ name }) => name)
}
