// What every form of care shares: its draft, its saving, and what is read again after it.
import { openFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import type { Option } from '#kit/ui/index.ts'
import { toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readAlerts } from '#notes/alert.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readCare } from '../care.ts'
import { readInjuries, readInjuryVersions } from '../injury.ts'
import { listPrivateNotes } from '../private-note.ts'
import { readRecordVersions } from '../record.ts'

type Writable = Parameters<typeof useWrite>[0]

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

/** One draft each, forgotten once it is saved or left. */
export const useCareForm = <E extends Writable, Answers>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
) => {
  const [answers, show, clear, returned] = useDraft<Answers>(`care ${name}`, first)
  const write = useWrite(endpoint, { invalidates: readAgain })
  const leave = () => {
    clear()
    onDone()
  }
  return {
    answers,
    returned,
    set: (change: Partial<Answers>) => show({ ...answers, ...change }),
    leave,
    problem: write.error,
    busy: write.isPending,
    save: (input: Parameters<typeof write.mutate>[0]) =>
      write.mutate(input, {
        onSuccess: () => {
          toast(t('care.saved'))
          leave()
        },
      }),
  }
}

/** What is done with one press and needs no form. */
export const useCareDeed = <E extends Writable>(endpoint: E) => useWrite(endpoint, { invalidates: readAgain })

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

/** A list one need not choose from: `none` is what standing empty is called. */
export const choicesOrNone = (ids: readonly string[], prefix: string, none: string): Option[] => [
  { id: 'none', label: t(none) },
  ...choices(ids, prefix),
]
export const orNone = (value: string | null): string => value ?? 'none'
export const fromNone = (value: string | null): string | null => (value === 'none' ? null : value)
