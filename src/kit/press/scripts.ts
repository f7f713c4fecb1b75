// Which fonts of the press a language is set in, and what stands in another script inside it.

const plain = ['Noto Sans', 'Noto Sans Devanagari', 'Noto Sans Bengali', 'Noto Naskh Arabic']

export const fontsOf = (language: string): string[] => {
  if (language === 'ur') return ['Noto Nastaliq Urdu', ...plain]
  return language === 'zh' ? ['Noto Sans SC', ...plain] : plain
}

/** Nastaliq has a space far too narrow for the words of a Latin name: those are set in their own font, spaces and all. */
export const latinRun = String.raw`[\p{Latin}0-9](?:[\p{Latin}\p{M}0-9 .,:;'’()/@+€ºª-]*[\p{Latin}\p{M}0-9€)ºª])?`

/** What is looked for in a text of this language to set it in its own font: nothing where the language is set in that font anyway, which is a quarter of the work of a page. */
export const foreignIn = (language: string): string | null => (fontsOf(language)[0] === 'Noto Sans' ? null : latinRun)
