// What the forms of this room share: a draft that outlives a lost line, saving, and what is read again afterwards.
import type { Callable } from '#gate/call.ts'
import { type OnTop, useKeptForm } from '#gate/use-form.tsx'
import { type Option, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readLaw } from '#law/law-file.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readConflicts } from '../conflict.ts'
import { readGuided } from '../guide.ts'
import { readMatters } from '../matter.ts'

export const matterReadings = [readMatters, readConflicts, readGuided, readTimeline, readLaw]

/** One draft for each form, forgotten once it is saved or left; `onTop` where a colleague may change the same meanwhile. */
export const useMatterForm = <E extends Callable, Answers extends object, Current extends object>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
  onTop?: OnTop<Answers, Current>,
) =>
  useKeptForm(endpoint, {
    ...{ name, first, invalidates: matterReadings, onDone, onTop },
    onSaved: () => toast(t('proceedings.matter.saved')),
  })

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
