// Reads the answers of a form, or says which questions to look at again.
import type { z } from 'zod'
import { MessageBody, ReportBody } from '#reports/body.ts'
import type { Typed } from './typed.ts'

export interface LookAgain {
  /** The message to show. */
  key: string
  fields: string[]
}

const texts = ['what_happened', 'where', 'contact_how', 'text']

const lookAgain = (error: z.ZodError): LookAgain => {
  const fields = [...new Set(error.issues.map((issue) => String(issue.path[0] ?? '')))]
  const tooLong = error.issues.some((issue) => issue.code === 'too_big' && texts.includes(String(issue.path[0])))
  if (tooLong) return { key: 'public.error.too_long', fields }
  if (fields.some((field) => texts.includes(field))) return { key: 'public.error.what', fields }
  return { key: 'public.error.choice', fields }
}

export const readReport = (typed: Typed): { body: ReportBody } | LookAgain => {
  const code = (name: string) => typed.one(name) || null
  const read = ReportBody.safeParse({
    what_happened: typed.one('what_happened'),
    where: typed.one('where'),
    who_is_at_risk: code('who_is_at_risk'),
    danger_now: code('danger_now'),
    minors: code('minors'),
    languages_of_the_person: [...new Set(typed.all('languages_of_the_person'))],
    contact_wish: typed.one('contact_wish') || undefined,
    contact_how: typed.one('contact_how'),
    reporter_role: code('reporter_role'),
  })
  return read.success ? { body: read.data } : lookAgain(read.error)
}

export const readMessage = (typed: Typed): { text: string } | LookAgain => {
  const read = MessageBody.safeParse({ text: typed.one('text') })
  return read.success ? { text: read.data.text } : lookAgain(read.error)
}
