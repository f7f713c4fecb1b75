// What every form of care shares: its draft, its saving, and what is read again after it.
import { openFile } from '#cases/case.ts'
import type { Callable } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { type OnTop, useKeptForm } from '#gate/use-form.tsx'
import type { Option } from '#kit/ui/index.ts'
import { toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readAlerts } from '#notes/alert.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readCare } from '../care.ts'
import { readInjuries, readInjuryVersions } from '../injury.ts'
import { listPrivateNotes } from '../private-note.ts'
import { readRecordVersions } from '../record.ts'

export const readAgain = [
  readCare,
  readInjuries,
  readInjuryVersions,
  readRecordVersions,
  listPrivateNotes,
  readAlerts,
  readTimeline,
  openFile,
]

/** One draft each, forgotten once it is saved or left; `onTop` where a colleague may change the same meanwhile. */
export const useCareForm = <E extends Callable, Answers extends object, Current extends object>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
  onTop?: OnTop<Answers, Current>,
) =>
  useKeptForm(endpoint, {
    ...{ name: `care ${name}`, first, invalidates: readAgain, onDone, onTop },
    onSaved: () => toast(t('care.saved')),
  })

/** What is done with one press and needs no form. */
export const useCareDeed = <E extends Callable>(endpoint: E) => useWrite(endpoint, { invalidates: readAgain })

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

/** A list one need not choose from: `none` is what standing empty is called. */
export const choicesOrNone = (ids: readonly string[], prefix: string, none: string): Option[] => [
  { id: 'none', label: t(none) },
  ...choices(ids, prefix),
]
export const orNone = (value: string | null): string => value ?? 'none'
export const fromNone = (value: string | null): string | null => (value === 'none' ? null : value)
