// A sentence to be read out in the person's language, and beneath it what it says in the worker's.
import { languageOf } from '#language/languages.ts'

interface Props {
  language: string
  /** Nothing while it is fetched, or where the language has no words yet. */
  text: string | undefined
  beside?: string | undefined
}

export function Spoken({ language, text, beside }: Props) {
  if (!text) return beside ? <p className="screening-spoken">{beside}</p> : null
  const { direction } = languageOf(language)
  return (
    <div className="screening-both">
      <p className="screening-spoken" lang={language} dir={direction}>
        {text}
      </p>
      {beside && beside !== text && (
        <p className="screening-beside" dir="auto">
          {beside}
        </p>
      )}
    </div>
  )
}
