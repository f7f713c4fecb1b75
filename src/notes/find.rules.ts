// Finding words in a note as people type them: without accents or capitals, in any order, parts of words too.

export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

export const wordsOf = (asked: string): string[] => folded(asked).split(/\s+/).filter(Boolean)

export const holdsWords = (text: string, words: string[]): boolean => {
  const within = folded(text)
  return words.every((word) => within.includes(word))
}
