// An instrument on one sheet: a matrix of domains and steps, a judgement or a checklist by its parts, or a paper typed in
// as fast as one can read it.
import { useEffect, useRef } from 'react'
import { Notice } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Sitting } from '../sitting.ts'
import type { Form } from './form-words.ts'
import { MatrixRow, SheetRow } from './ItemRow.tsx'
import './whole-form.css'
import type { Walk } from './use-sitting.ts'

interface Props {
  walk: Walk
  hers: Form
  beside: Form | undefined
  sitting: Sitting
  today: string
}

export function WholeForm({ walk, hers, beside, sitting, today }: Props) {
  const here = useRef<HTMLDivElement>(null)
  const { instrument } = hers
  const own = beside ?? hers
  const typed = sitting.giving.given === 'paper'
  // Somebody with a paper in one hand types with the other, at once.
  useEffect(() => {
    if (typed) here.current?.querySelector('input')?.focus()
  }, [typed])
  const Row = instrument.shape === 'matrix' && !typed ? MatrixRow : SheetRow
  const places = new Map(walk.asked.map((code, place) => [code, place + 1]))
  return (
    <div ref={here} className={typed ? 'whole-form whole-typed' : 'whole-form'}>
      <header className="whole-head">
        <h2 className="section-title">{own.wording.title}</h2>
        {typed ? (
          <p>{t('instruments.typed_lead', { day: day(sitting.taken_on, 'long') })}</p>
        ) : (
          <p>{own.wording.introduction}</p>
        )}
        {own.wording.recall && <p className="question-recall">{own.wording.recall}</p>}
        {instrument.validated.state === 'no' && <Notice>{t('instruments.not_validated')}</Notice>}
        {walk.alarmed && <Notice>{t('instruments.step_waits')}</Notice>}
      </header>
      {instrument.parts.map((part) => {
        const items = instrument.items.filter((item) => item.part === part && places.has(item.code))
        if (items.length === 0) return null
        return (
          <section key={part} className="whole-part">
            {instrument.parts.length > 1 && <h3>{own.wording.parts[part]}</h3>}
            {items.map((item) => (
              <Row
                key={item.code}
                item={item}
                place={places.get(item.code)!}
                walk={walk}
                hers={typed ? own : hers}
                beside={typed ? undefined : beside}
                today={today}
              />
            ))}
          </section>
        )
      })}
    </div>
  )
}
