// What changed between two versions of a note, word by word, so that a person reads it at a glance.

export interface Piece {
  text: string
  change: 'same' | 'out' | 'in'
}

/** Words with the space before them; lines stay lines. */
const wordsIn = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? []

const mostCells = 4_000_000

/** Lengths of what the rests of both have in common. */
const common = (before: string[], after: string[]): Uint16Array[] => {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      rows[i]![j] = before[i] === after[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!)
  return rows
}

const joined = (pieces: Piece[]): Piece[] => {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last?.change === piece.change) last.text += piece.text
    else if (piece.text) out.push({ ...piece })
  }
  return out
}

export const compare = (before: string, after: string): Piece[] => {
  const a = wordsIn(before)
  const b = wordsIn(after)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const middle: Piece[] = []
  if (left.length * right.length > mostCells)
    middle.push({ text: left.join(''), change: 'out' }, { text: right.join(''), change: 'in' })
  else {
    const rows = common(left, right)
    let [i, j] = [0, 0]
    while (i < left.length || j < right.length) {
      if (i < left.length && j < right.length && left[i] === right[j]) {
        middle.push({ text: left[i]!, change: 'same' })
        i += 1
        j += 1
      } else if (i < left.length && (j === right.length || rows[i + 1]![j]! >= rows[i]![j + 1]!)) {
        middle.push({ text: left[i]!, change: 'out' })
        i += 1
      } else {
        middle.push({ text: right[j]!, change: 'in' })
        j += 1
      }
    }
  }
  const same = (words: string[]): Piece => ({ text: words.join(''), change: 'same' })
  return joined([same(a.slice(0, start)), ...middle, same(end ? a.slice(-end) : [])])
}
