// A sentence in her language, with her letters and her direction, and beside it what it says for whoever interprets.
import { languageOf } from '#language/languages.ts'

export interface Spoken {
  language: string
  text: string
}

interface Props {
  hers: Spoken
  beside?: Spoken | undefined
}

export const directionOf = ({ language }: Pick<Spoken, 'language'>) => ({
  lang: language,
  dir: languageOf(language).direction,
})

export function Both({ hers, beside }: Props) {
  return (
    <span className="both">
      <span className="both-hers" {...directionOf(hers)}>
        {hers.text}
      </span>
      {beside && beside.text !== hers.text && (
        <span className="both-beside" {...directionOf(beside)}>
          {beside.text}
        </span>
      )}
    </span>
  )
}
