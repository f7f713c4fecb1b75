// Before the first question: what this is for, how long it takes, that anything may be left out; in her language.
import { useEffect, useRef } from 'react'
import { t } from '#language/here.ts'
import { Both } from './Both.tsx'
import type { Form } from './form-words.ts'
import { Listen } from './Listen.tsx'

export function Opening({ hers, beside }: { hers: Form; beside: Form | undefined }) {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.focus(), [])
  const say = (form: Form) => ({ language: form.wording.language, text: form.wording.introduction })
  return (
    <div ref={here} tabIndex={-1} className="question">
      <h2 className="opening-title">
        <Both
          hers={{ ...say(hers), text: hers.wording.title }}
          beside={beside && { ...say(beside), text: beside.wording.title }}
        />
      </h2>
      <p className="opening-words">
        <Both hers={say(hers)} beside={beside && say(beside)} />
      </p>
      <div className="question-aids">
        <Listen language={hers.wording.language} text={hers.wording.introduction} />
        <span>{t('instruments.minutes', { count: hers.instrument.minutes })}</span>
      </div>
    </div>
  )
}
