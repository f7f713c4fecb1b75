// One question, large and alone on its screen, with the time it speaks of and its answers.
import { useEffect, useId, useRef, useState } from 'react'
import { Button, DateField, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Item } from '../instrument.ts'
import { AnswerButtons, onAnswerKey } from './AnswerButtons.tsx'
import { Both } from './Both.tsx'
import { type Form, isOfficial, itemWords, optionsOf, optionWords } from './form-words.ts'
import { Listen } from './Listen.tsx'

interface Props {
  item: Item
  hers: Form
  beside: Form | undefined
  value: string | null
  today: string
  onAnswer: (answer: string | null) => void
}

/** Her own words, or a day: nothing leads on by itself while somebody is still writing. */
function Written({ item, value, today, onAnswer }: Pick<Props, 'item' | 'value' | 'today' | 'onAnswer'>) {
  const [said, setSaid] = useState(value ?? '')
  return (
    <div className="written-answer">
      {item.answers === 'day' ? (
        <DateField
          label={t('instruments.day')}
          max={today}
          value={said || null}
          onChange={(day) => setSaid(day ?? '')}
        />
      ) : (
        <TextArea label={t('instruments.in_her_words')} rows={4} value={said} onChange={setSaid} />
      )}
      <div>
        <Button kind="primary" onPress={() => onAnswer(said.trim() || null)}>
          {t('instruments.go_on')}
        </Button>
      </div>
    </div>
  )
}

export function OneQuestion({ item, hers, beside, value, today, onAnswer }: Props) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const list = useRef<HTMLOListElement>(null)
  // The next question is read out, and its answers are one arrow away, without anybody reaching for it.
  useEffect(() => heading.current?.focus(), [])
  const options = optionsOf(hers, item)
  const language = hers.wording.language
  const say = (form: Form, text: string) => ({ language: form.wording.language, text })
  const aloud = [
    hers.wording.recall,
    itemWords(hers, item.code),
    ...options.map(({ code }) => optionWords(hers, item, code)),
  ].filter(Boolean)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shortcut; each answer is a button
    <div
      className="question"
      onKeyDown={onAnswerKey(
        list,
        options.map(({ code }) => code),
        onAnswer,
      )}
    >
      {hers.wording.recall && (
        <p className="question-recall">
          <Both hers={say(hers, hers.wording.recall)} beside={beside && say(beside, beside.wording.recall)} />
        </p>
      )}
      <h2 id={id} ref={heading} tabIndex={-1} className="question-words">
        <Both
          hers={say(hers, itemWords(hers, item.code))}
          beside={beside && say(beside, itemWords(beside, item.code))}
        />
      </h2>
      <div className="question-aids">
        <Listen language={language} text={aloud.join('. ')} />
        {isOfficial(hers, item.code) && (
          <span dir="auto">
            {t('instruments.official')} · {hers.official?.licence_note}
          </span>
        )}
      </div>
      {item.answers === 'text' || item.answers === 'day' ? (
        <Written item={item} value={value} today={today} onAnswer={onAnswer} />
      ) : (
        <AnswerButtons {...{ list, item, hers, beside, value }} labelledBy={id} onAnswer={onAnswer} />
      )}
    </div>
  )
}
