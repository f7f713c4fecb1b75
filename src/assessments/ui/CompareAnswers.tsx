// The same form answered on two days, item by item: both answers in words, and where they stand among the answers there are.
import { Badge } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { compareAnswers } from '../compared.rules.ts'
import type { Answers } from '../instrument.ts'
import { type Form, itemWords, sayAnswer } from './form-words.ts'
import { Track } from './Track.tsx'

interface Taken {
  taken_on: string
  answers: Answers
}
interface Props {
  form: Form
  before: Taken
  after: Taken
}

export function CompareAnswers({ form, before, after }: Props) {
  const compared = compareAnswers(form.instrument, before.answers, after.answers)
  const moved = compared.filter((each) => each.moved === 'more' || each.moved === 'less' || each.moved === 'other')
  return (
    <>
      <p>{t('instruments.compare.moved', { moved: moved.length, all: compared.length })}</p>
      <ul className="compared">
        {compared.map(({ item, before: then, after: now, moved: how, track }) => (
          <li key={item.code} className="compared-item">
            <h3>{itemWords(form, item.code)}</h3>
            <dl>
              <div>
                <dt>{day(before.taken_on, 'short')}</dt>
                <dd dir="auto">{sayAnswer(form, item.code, then)}</dd>
              </div>
              <div>
                <dt>{day(after.taken_on, 'short')}</dt>
                <dd dir="auto">{sayAnswer(form, item.code, now)}</dd>
              </div>
            </dl>
            {track && <Track {...track} />}
            <Badge tone={how === 'same' || how === 'not_comparable' ? 'neutral' : 'calm'}>
              {t(`instruments.compare.${how}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </>
  )
}
