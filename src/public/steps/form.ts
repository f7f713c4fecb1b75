// Walks through a form, page by page. What is shown next is decided here, from the answers that hold; the browser only
// carries them.
import { screeningInstruments } from '#detection/instruments.ts'
import { prune, shownParts, type Wanting, wanting } from '#forms/form.rules.ts'
import type { AskedForm, FormAnswers, FormPart } from '#forms/form.ts'
import { readForm } from '#forms/form-reading.rules.ts'
import { fields } from '#reports/body.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { Typed } from '../typed.ts'
import { fieldsView } from '../views/fields.ts'
import { formView } from '../views/form.ts'
import type { Wrong } from '../views/parts.ts'
import { readingView } from '../views/reading.ts'
import { newSeed, seedOf } from '../visit.ts'
import { sayStart } from './start.ts'

export interface Filling {
  form: AskedForm
  answers: FormAnswers
  parts: FormPart[]
  /** Where in `parts` the page is that was sent. */
  at: number
}

/** A form sent without its name is that of somebody worried about someone. */
export const fillingOf = ({ typed, house }: Asking): Filling => {
  const form = house.forms.get(typed.one('form')) ?? house.forms.get('someone')!
  const answers = prune(form.asked, typed.answers(form.asked.map(({ code }) => code)))
  const parts = shownParts(form, answers)
  return {
    form,
    answers,
    parts,
    at: Math.max(
      0,
      parts.findIndex(({ code }) => code === typed.one('part')),
    ),
  }
}

export const sayForm = async (asking: Asking, filling: Filling, status = 200, wrong: Wrong = {}): Promise<Said> => {
  const { reader, typed, house } = asking
  const { form, answers, parts, at } = filling
  const part = parts[at]!
  const seed = seedOf(typed) ?? newSeed()
  const page = { form, answers, part, last: at === parts.length - 1, now: await house.now(), seed, typed }
  if (part.kind === 'questions') return said(formView(reader, page, wrong), status)
  return said(readingView(reader, page, readForm(form, answers, house.facts.indicators, screeningInstruments)), status)
}

const notices = { required: 'required', one_of: 'one_of', too_long: 'too_long' } as const

/** The page where something is mended, with what. */
export const sayWanting = (asking: Asking, filling: Filling, found: Wanting[]): Promise<Said> => {
  const first = found[0]!
  const same = found.filter(({ part }) => part === first.part)
  const onlyWords = first.questions.includes('what_happened') && filling.form.required_any.length === 1
  const key = first.why === 'one_of' && onlyWords ? 'what' : notices[first.why]
  const at = filling.parts.findIndex(({ code }) => code === first.part)
  const fields = same.flatMap(({ questions }) => questions)
  return sayForm(asking, { ...filling, at }, 422, { notice: asking.reader.t(`public.error.${key}`), fields })
}

const sayFields = async ({ reader, typed }: Asking): Promise<Said> =>
  said(fieldsView(reader, seedOf(typed) ?? newSeed()))

/** Opens a form with nothing in it but the seed. */
const open = (asking: Asking): Promise<Said> => {
  if (asking.about === 'professional') return sayFields(asking)
  const clean = new Typed().with('form', asking.about).with('seed', seedOf(asking.typed) ?? newSeed())
  const opened = { ...asking, typed: clean }
  return sayForm(opened, fillingOf(opened))
}

export const formStep: Step = {
  name: 'form',
  take: open,
  again: { form: (asking) => sayForm(asking, fillingOf(asking)), fields: sayFields },
}

export const nextStep: Step = {
  name: 'next',
  take: async (asking) => {
    const filling = fillingOf(asking)
    const found = wanting(filling.form, filling.answers, filling.parts[filling.at]!.code)
    if (found.length > 0) return sayWanting(asking, filling, found)
    return sayForm(asking, { ...filling, at: Math.min(filling.at + 1, filling.parts.length - 1) })
  },
}

export const previousStep: Step = {
  name: 'previous',
  take: async (asking) => {
    const filling = fillingOf(asking)
    if (filling.at > 0) return sayForm(asking, { ...filling, at: filling.at - 1 })
    const professional = fields.some((field) => field === filling.form.id)
    return professional ? sayFields(asking) : sayStart({ ...asking, typed: new Typed() })
  },
}
