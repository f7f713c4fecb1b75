// Which questions a form asks for which answers, what of the answers holds, and what is missing. A browser that was
// made to lie changes nothing here: an answer nobody was asked for, or that nobody was offered, is not there.

import type { z } from 'zod'
import { holds } from '#facts/condition.rules.ts'
import { cleanText } from '#kit/text.ts'
import type { ReportBody } from '#reports/body.ts'
import type { AskedForm, AskedQuestion, Form, FormAnswers, FormPart, FormQuestion, Given } from './form.ts'

export interface FormSources {
  /** Codes of the signs of a list, in its order. */
  signs(list: string): readonly string[]
  /** Items of an instrument with the answers each knows. */
  items(instrument: string): readonly { code: string; answers: readonly string[] }[]
}

const spoken = ['yes', 'no', 'unsure']
const optionText = (question: string, option: string): string =>
  spoken.includes(option) ? `public.${option}` : `${question}.${option}`

const unfold = (part: FormPart, question: FormQuestion, sources: FormSources): AskedQuestion[] => {
  const text = question.text ?? `forms.${question.code}`
  const base = {
    code: question.code,
    part: part.code,
    text,
    ...(question.hint && { hint: question.hint }),
    shown_when: [part.shown_when, question.shown_when].filter((each) => each !== undefined),
    place: question.place ?? 'answers',
    required: question.required ?? false,
    ...(question.preset && { preset: question.preset }),
    most: question.most ?? (question.kind === 'text' ? 500 : 60),
    rows: question.rows ?? 2,
    from: question,
  } as const
  if (question.kind === 'signs') {
    const options = sources.signs(question.list ?? '').map((code) => ({ code, text: `signs.${code}` }))
    return [{ ...base, kind: 'many', place: 'signs', options }]
  }
  if (question.kind === 'screening')
    return sources.items(question.instrument ?? '').map(({ code, answers }) => ({
      ...base,
      kind: 'one',
      code: `${question.instrument}-${code}`,
      text: `screening.${question.instrument}.${code}`,
      place: 'answers',
      options: answers.map((each) => ({ code: each, text: `screening.answer.${each}` })),
    }))
  const options = (question.options ?? []).map((each) => ({ ...each, text: optionText(text, each.code) }))
  return [{ ...base, kind: question.kind, options }]
}

export const askedForm = (form: Form, sources: FormSources): AskedForm => ({
  ...form,
  asked: form.parts.flatMap((part) => part.questions.flatMap((question) => unfold(part, question, sources))),
})

export const isShown = ({ shown_when }: Pick<AskedQuestion, 'shown_when'>, answers: Given): boolean =>
  shown_when.every((condition) => holds(condition, answers))

const read = ({ kind, options, most }: AskedQuestion, given: Given[string]): string | string[] | undefined => {
  const values = [given].flat()
  if (kind === 'text') return values.map((each) => cleanText(each)).find((each) => each !== '')
  const chosen = options.map(({ code }) => code).filter((code) => values.includes(code))
  if (kind === 'one') return chosen.length === 1 ? chosen[0] : undefined
  return chosen.length > 0 ? chosen.slice(0, most) : undefined
}

/** What holds of what was given: in the order of the form, asked, offered, and nothing else. */
export const prune = (asked: readonly AskedQuestion[], given: Given): FormAnswers => {
  const kept: FormAnswers = {}
  for (const question of asked) {
    if (!Object.hasOwn(given, question.code) || !isShown(question, kept)) continue
    const answer = read(question, given[question.code]!)
    if (answer !== undefined) kept[question.code] = answer
  }
  return kept
}

export const shownQuestions = (form: AskedForm, part: string, answers: Given): AskedQuestion[] =>
  form.asked.filter((question) => question.part === part && isShown(question, answers))

/** The pages of the form for these answers: a part none of whose questions is asked is no page. */
export const shownParts = (form: AskedForm, answers: Given): FormPart[] =>
  form.parts.filter((part) =>
    part.kind === 'reading'
      ? !part.shown_when || holds(part.shown_when, answers)
      : shownQuestions(form, part.code, answers).length > 0,
  )

export interface Wanting {
  why: 'required' | 'one_of' | 'too_long'
  questions: string[]
  /** The page where it is mended. */
  part: string
}

/** What keeps these answers from being sent, or from going on beyond `upTo`, the page they are on. */
export const wanting = (form: AskedForm, answers: Given, upTo?: string): Wanting[] => {
  const last = upTo === undefined ? form.parts.length - 1 : form.parts.findIndex((part) => part.code === upTo)
  const reached = (part: string) => form.parts.findIndex((each) => each.code === part) <= last
  const here = form.asked.filter((question) => reached(question.part) && isShown(question, answers))
  const found = here.flatMap(({ code, part, kind, most, required }): Wanting[] => {
    const answer = answers[code]
    if (answer === undefined) return required ? [{ why: 'required', questions: [code], part }] : []
    return kind === 'text' && answer.length > most ? [{ why: 'too_long', questions: [code], part }] : []
  })
  const oneOf = form.asked.filter((question) => form.required_any.includes(question.code))
  const silent = oneOf.length > 0 && oneOf.every(({ code }) => answers[code] === undefined)
  if (silent && oneOf.every(({ part }) => reached(part))) {
    const { part } = oneOf.at(-1)!
    found.push({ why: 'one_of', questions: oneOf.filter((each) => each.part === part).map(({ code }) => code), part })
  }
  return found
}

/** The report these answers say; what was not answered keeps its silence. */
export const bodyOf = (form: AskedForm, answers: Given): z.input<typeof ReportBody> => {
  const closed: FormAnswers = {}
  const placed: Record<string, unknown> = {}
  for (const { code, kind, place, options } of form.asked) {
    const answer = answers[code]
    if (answer === undefined) continue
    if (kind === 'text') placed[place] = answer
    else if (place === 'signs') placed.signs = [...new Set([...((placed.signs as string[]) ?? []), ...answer])]
    else {
      closed[code] = typeof answer === 'string' ? answer : [...answer]
      const saidBy = (each: string) => options.find((option) => option.code === each)?.value ?? each
      if (place !== 'answers') placed[place] = typeof answer === 'string' ? saidBy(answer) : answer.map(saidBy)
    }
  }
  return {
    ...form.sets,
    ...placed,
    door: form.door,
    field: form.field,
    form: { id: form.id, version: form.version },
    answers: closed,
  }
}

/** Whether the person is a minor, as far as the form asked; doubt and silence are doubt. */
export const ageAnswered = ({ minors }: Pick<z.input<typeof ReportBody>, 'minors'>): 'adult' | 'minor' | 'unsure' =>
  minors === 'no' ? 'adult' : minors === 'yes' ? 'minor' : 'unsure'
