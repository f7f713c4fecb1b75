// After the last question: thanks, and what was left out, which may stay left out.
import { useEffect, useRef } from 'react'
import { Button, Notice } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { leftOut } from '../walk.rules.ts'
import { Both } from './Both.tsx'
import { type Form, itemWords } from './form-words.ts'
import type { Walk } from './use-sitting.ts'

interface Props {
  walk: Walk
  hers: Form
  beside: Form | undefined
  thanks: string | undefined
}

export function Ending({ walk, hers, beside, thanks }: Props) {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.focus(), [])
  const left = leftOut(walk.asked, walk.given)
  const own = t('instruments.thanks')
  return (
    <div ref={here} tabIndex={-1} className="question">
      <h2 className="opening-title">
        <Both
          hers={{ language: hers.wording.language, text: thanks ?? own }}
          beside={thanks ? { language: beside?.wording.language ?? hers.wording.language, text: own } : undefined}
        />
      </h2>
      {left.length > 0 && (
        <section className="left-out">
          <p>{t('instruments.left_out', { count: left.length })}</p>
          <ul>
            {left.map((code) => (
              <li key={code}>
                <Button kind="quiet" onPress={() => walk.goTo(code)}>
                  <Both
                    hers={{ language: hers.wording.language, text: itemWords(hers, code) }}
                    beside={beside && { language: beside.wording.language, text: itemWords(beside, code) }}
                  />
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {walk.alarmed && <Notice>{t('instruments.step_waits')}</Notice>}
    </div>
  )
}
