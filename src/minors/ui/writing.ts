// What every short form of this side shares: its draft, its saving, and what is read again after it.
import { openFile } from '#cases/case.ts'
import { listConsents } from '#consents/consent.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import type { Option } from '#kit/ui/index.ts'
import { toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readMinor } from '../minor.ts'

type Writable = Parameters<typeof useWrite>[0]

/** The forms of this side are short: one draft each, forgotten once it is saved or left. */
export const useShortForm = <E extends Writable, Answers>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
) => {
  const [answers, show, clear, returned] = useDraft<Answers>(name, first)
  const write = useWrite(endpoint, { invalidates: [readMinor, readTimeline, listConsents, openFile] })
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
    reset: write.reset,
    save: (input: Parameters<typeof write.mutate>[0]) =>
      write.mutate(input, {
        onSuccess: () => {
          toast(t('minors.saved'))
          leave()
        },
      }),
  }
}

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
