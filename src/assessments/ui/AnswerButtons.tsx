// The answers to one question as large buttons: by finger, by number or by arrows and Enter. The one chosen leads on.
import type { KeyboardEvent, Ref, RefObject } from 'react'
import type { Item } from '../instrument.ts'
import { ofKey } from '../walk.rules.ts'
import { Both } from './Both.tsx'
import { type Form, optionsOf, optionWords } from './form-words.ts'

/** Keys work wherever one stands on the question, not on the answers alone; what is being written is left alone. */
export const onAnswerKey =
  (list: RefObject<HTMLElement | null>, options: string[], onAnswer: (code: string) => void) =>
  (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [role=spinbutton]')) return
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const pressed = ofKey(event.key, options.length, buttons.indexOf(document.activeElement as HTMLButtonElement))
    if (!pressed) return
    event.preventDefault()
    if ('choose' in pressed) onAnswer(options[pressed.choose]!)
    else buttons[pressed.move]?.focus()
  }

interface Props {
  list: Ref<HTMLOListElement>
  item: Item
  hers: Form
  beside: Form | undefined
  value: string | null
  labelledBy: string
  onAnswer: (option: string) => void
}

export function AnswerButtons({ list, item, hers, beside, value, labelledBy, onAnswer }: Props) {
  const words = (form: Form, option: string) => ({
    language: form.wording.language,
    text: optionWords(form, item, option),
  })
  return (
    <ol ref={list} className="answers" aria-labelledby={labelledBy}>
      {optionsOf(hers, item).map(({ code }, place) => (
        <li key={code}>
          <button
            type="button"
            className="answer"
            aria-pressed={code === value}
            {...(place < 9 && { 'aria-keyshortcuts': String(place + 1) })}
            onClick={() => onAnswer(code)}
          >
            <span className="answer-key" aria-hidden="true">
              {place + 1}
            </span>
            <Both hers={words(hers, code)} beside={beside && words(beside, code)} />
          </button>
        </li>
      ))}
    </ol>
  )
}
