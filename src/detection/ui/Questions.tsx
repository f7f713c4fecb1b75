// The questions on one calm page. A number key answers the question one stands on and leads to the next.
import { type KeyboardEvent, useRef } from 'react'
import type { Problem } from '#kit/problem.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  Loaded,
  Notice,
  RadioGroup,
  Section,
  Stack,
  TextArea,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { instrumentOf } from '../instruments.ts'
import { answersOf, type ScreeningAnswer, type ScreeningItem } from '../screening.ts'
import { Spoken } from './Spoken.tsx'
import { type Talk, useWords } from './talk.ts'

interface Props {
  talk: Talk
  set: (change: Partial<Talk>) => void
  today: string
  /** Whether the day and a note are asked for, because it is kept. */
  kept: boolean
  busy: boolean
  problem: Problem | null
  onDone: () => void
  onBack: () => void
}

interface QuestionProps {
  item: ScreeningItem
  place: number
  words: { text: string; official: boolean } | undefined
  mine: string | undefined
  spoken: string
  saidAnswer: (answer: string) => string | undefined
  value: ScreeningAnswer | null
  onAnswer: (answer: ScreeningAnswer) => void
}

function Question({ item, place, words, mine, spoken, saidAnswer, value, onAnswer }: QuestionProps) {
  const read = item.kind === 'yes_no_skip'
  const answers: readonly ScreeningAnswer[] = answersOf[item.kind]
  const here = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const answer = answers[Number(event.key) - 1]
    if (!answer || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    onAnswer(answer)
    const next = here.current?.nextElementSibling?.querySelector('input')
    const chosen = here.current?.querySelectorAll('input')[answers.indexOf(answer)]
    const to = next ?? chosen
    to?.focus()
  }
  const label = (answer: ScreeningAnswer, at: number) => {
    const own = t(`screening.say_answer.${answer}`)
    const theirs = read ? saidAnswer(answer) : undefined
    return `${at + 1}. ${own}${theirs && theirs !== own ? ` · ${theirs}` : ''}`
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shortcut; each answer is a radio button
    <div ref={here} className="screening-question" onKeyDown={onKeyDown}>
      <Spoken language={read ? spoken : ''} text={words?.text ?? mine} {...(read && { beside: mine })} />
      {words?.official && <p className="screening-quiet">{t('screening.official')}</p>}
      <RadioGroup
        label={t('screening.question', { place })}
        inline
        options={answers.map((answer, at) => ({ id: answer, label: label(answer, at) }))}
        value={value}
        onChange={(answer) => onAnswer(answer as ScreeningAnswer)}
      />
    </div>
  )
}

export function Questions({ talk, set, today, kept, busy, problem, onDone, onBack }: Props) {
  const { mine, theirs } = useWords(talk)
  const instrument = instrumentOf(talk.instrument!)
  const read = instrument.read_aloud
  const answer = (code: string, value: ScreeningAnswer) => set({ answers: { ...talk.answers, [code]: value } })
  return (
    <Section
      title={t('screening.asking', { name: instrument.name })}
      lead={t(read ? 'screening.asking_lead' : 'screening.noting_lead')}
    >
      <Loaded of={read ? theirs : mine}>
        {(words) => (
          <Form problem={problem} onSubmit={onDone}>
            {!read && <Notice tone="warning">{t('screening.not_aloud')}</Notice>}
            {read && (
              <Spoken language={talk.spoken} text={words.said['say.begin']} beside={mine.data?.said['say.begin']} />
            )}
            {instrument.sections.map((section) => (
              <Stack key={section}>
                {section !== 'all' && <h3 className="screening-section">{t(`screening.section.${section}`)}</h3>}
                <div>
                  {instrument.items
                    .filter((item) => item.section === section)
                    .map((item) => (
                      <Question
                        key={item.code}
                        item={item}
                        place={instrument.items.indexOf(item) + 1}
                        words={words.items[item.code]}
                        mine={mine.data?.items[item.code]?.text}
                        spoken={talk.spoken}
                        saidAnswer={(each) => words.said[`answer.${each}`]}
                        value={talk.answers[item.code] ?? null}
                        onAnswer={(value) => answer(item.code, value)}
                      />
                    ))}
                </div>
              </Stack>
            ))}
            {read && <Spoken language={talk.spoken} text={words.said['say.end']} beside={mine.data?.said['say.end']} />}
            {kept && (
              <>
                <TextArea
                  name="words"
                  label={t('screening.words')}
                  description={t('screening.words_why')}
                  rows={3}
                  value={talk.words}
                  onChange={(said) => set({ words: said })}
                />
                <DateField
                  name="taken_on"
                  label={t('screening.taken_on')}
                  max={today}
                  value={talk.taken_on}
                  onChange={(taken_on) => set({ taken_on })}
                />
              </>
            )}
            <FormActions>
              <Button type="submit" kind="primary" busy={busy}>
                {t(kept ? 'screening.keep' : 'screening.read_result')}
              </Button>
              <Button kind="quiet" onPress={onBack}>
                {t('screening.back_to_gate')}
              </Button>
            </FormActions>
          </Form>
        )}
      </Loaded>
    </Section>
  )
}
