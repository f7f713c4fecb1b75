// One sentence in her language, large, and what it says beside it: each in its own letters and its own direction.
import { languageOf } from '#language/languages.ts'
import type { Both, PhraseLanguage, PhraseSheet } from '../phrases.ts'

export const writtenIn = (code: PhraseLanguage) => ({ lang: code, dir: languageOf(code).direction })

export function TwoColumns({ sheet: { hers, ours }, words }: { sheet: PhraseSheet; words: Both }) {
  return (
    <span className="phrase-two">
      <span className="phrase-hers" {...writtenIn(hers)}>
        {words.hers}
      </span>
      {hers !== ours && (
        <span className="phrase-ours" {...writtenIn(ours)}>
          {words.ours}
        </span>
      )}
    </span>
  )
}
