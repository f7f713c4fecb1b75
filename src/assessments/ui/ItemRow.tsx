// One item among many on a sheet: answered by a number, a press, words or a day; 0 leaves it out. After a number the next
// item is at hand.
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { Button, DateField, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Item } from '../instrument.ts'
import { Both } from './Both.tsx'
import { type Form, itemWords, optionsOf, optionWords } from './form-words.ts'
import type { Walk } from './use-sitting.ts'

export interface RowProps {
  item: Item
  place: number
  walk: Walk
  hers: Form
  beside: Form | undefined
  today: string
}

const words = (form: Form, text: string) => ({ language: form.wording.language, text })

const focusNext = (row: HTMLElement | null) => {
  const rows = [...(row?.closest('.whole-form')?.querySelectorAll<HTMLElement>('.item-row') ?? [])]
  const next = rows[rows.indexOf(row!) + 1] ?? row
  const wanted =
    next?.querySelector<HTMLElement>('input:checked') ?? next?.querySelector<HTMLElement>('input, textarea')
  wanted?.focus({ preventScroll: true })
  // The box that takes the focus is not where it is seen: the row is brought into sight as a whole.
  next?.scrollIntoView({ block: 'center' })
}

const Question = ({ item, place, hers, beside }: Pick<RowProps, 'item' | 'place' | 'hers' | 'beside'>) => (
  <>
    <span className="item-place">{place}.</span>{' '}
    <Both
      hers={words(hers, itemWords(hers, item.code))}
      beside={beside && words(beside, itemWords(beside, item.code))}
    />
  </>
)

function LeftOut({ item, walk }: Pick<RowProps, 'item' | 'walk'>) {
  const skipped = walk.given[item.code] === null
  return (
    <Button small kind="quiet" isDisabled={skipped} onPress={() => walk.answer(item.code, null, true)}>
      {t(skipped ? 'instruments.is_left_out' : 'instruments.leave_out')}
    </Button>
  )
}

/** Written words are kept when one goes on to something else, not letter by letter. */
function WrittenRow(props: RowProps) {
  const { item, walk, today, hers, place } = props
  const [said, setSaid] = useState(walk.given[item.code] ?? '')
  const label = `${place}. ${itemWords(props.beside ?? hers, item.code)}`
  const keep = (text: string) => walk.answer(item.code, text.trim() || null, true)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what was written is kept when it is left; the field is inside
    <div className="item-row" onBlur={() => said !== (walk.given[item.code] ?? '') && keep(said)}>
      {item.answers === 'day' ? (
        <DateField label={label} max={today} value={said || null} onChange={(day) => setSaid(day ?? '')} />
      ) : (
        <TextArea label={label} rows={2} value={said} onChange={setSaid} />
      )}
    </div>
  )
}

interface ChoiceProps extends RowProps {
  className: string
  face: (option: { code: string; value: number | null }, place: number) => ReactNode
}

export function ChoiceRow({ className, face, ...props }: ChoiceProps) {
  const { item, walk, hers } = props
  const row = useRef<HTMLDivElement>(null)
  const options = optionsOf(hers, item)
  const value = walk.given[item.code] ?? null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return
    const option = options[Number(event.key) - 1]
    if (!option && event.key !== '0') return
    event.preventDefault()
    walk.answer(item.code, option?.code ?? null, true)
    focusNext(row.current)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shortcut; each answer is a radio button
    <div ref={row} className="item-row" onKeyDown={onKeyDown}>
      <RadioGroup
        className="field field-full"
        orientation="horizontal"
        value={value}
        onChange={(code) => walk.answer(item.code, code, true)}
      >
        <Label className="item-question">
          <Question {...props} />
        </Label>
        <div className={className}>
          {options.map((option, at) => (
            <Radio key={option.code} value={option.code} className={`${className}-one`}>
              {face(option, at)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <LeftOut item={item} walk={walk} />
    </div>
  )
}

const optionBoth = ({ item, hers, beside }: RowProps, code: string) => (
  <Both
    hers={words(hers, optionWords(hers, item, code))}
    beside={beside && words(beside, optionWords(beside, item, code))}
  />
)

/** A domain and its steps, each in its own words, side by side. */
export function MatrixRow(props: RowProps) {
  return (
    <ChoiceRow
      {...props}
      className="anchors"
      face={({ code, value }) => (
        <>
          <span className="anchor-value">{value ?? '—'}</span>
          {optionBoth(props, code)}
        </>
      )}
    />
  )
}

/** A question with short answers beside each other. */
export function SheetRow(props: RowProps) {
  if (props.item.answers === 'text' || props.item.answers === 'day') return <WrittenRow {...props} />
  return (
    <ChoiceRow
      {...props}
      className="choices"
      face={({ code }, place) => (
        <>
          <span className="choice-key" aria-hidden="true">
            {place + 1}
          </span>
          {optionBoth(props, code)}
        </>
      )}
    />
  )
}
