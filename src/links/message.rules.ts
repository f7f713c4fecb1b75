// The words a link travels in: from a closed list, the same for everybody, saying nothing of any person.
interface Texts {
  languages: Record<string, { texts: Record<string, string> }>
}

export const messageFor = (
  { languages }: Texts,
  { purpose, language, address, day }: { purpose: string; language: string; address: string; day: string },
): string =>
  (languages[language] ?? languages.en)?.texts[purpose]?.replace('{address}', address).replace('{day}', day) ?? ''
