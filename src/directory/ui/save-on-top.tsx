// Writing a record on top of the version that was read. When a colleague saved meanwhile, what was not touched here becomes
// theirs, and only what both changed differently is asked, field by field.
import { type ReactNode, useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import type { Problem } from '#kit/problem.ts'
import { choose, currentOf, onTopOf } from '#kit/ui/conflict.ts'
import { ConflictDialog } from '#kit/ui/index.ts'
import { differences } from '../edit.rules.ts'
import { fieldLabel, fieldText } from './directory-words.ts'

interface Standing<Fields> {
  version: number
  fields: Fields
}
interface Afterwards {
  onSuccess: () => void
  onError: (problem: Problem) => void
}
interface Saving<Fields, More, Current> {
  /** What the draft is kept under. */
  name: string
  standing: Standing<Fields>
  /** What is said with the record and is none of its fields. */
  more: More
  save: (answers: Standing<Fields> & { more: More }, afterwards: Afterwards) => void
  /** The state a save that came late is answered with. */
  standingOf: (current: Current) => Standing<Fields>
  onSaved: () => void
}

/** Fields told in parts are chosen whole: half of one rule and half of another is nobody's rule. */
const sidesOf = <Fields extends object>(mine: Fields, theirs: Fields, names: (keyof Fields & string)[]) =>
  names.map((name) => {
    const parts = differences({ [name]: theirs[name] }, { [name]: mine[name] })
    const words = (side: 'before' | 'after') =>
      parts
        .map((part) =>
          part.field === name
            ? fieldText(name, part[side])
            : `${fieldLabel(part.field)}: ${fieldText(part.field, part[side])}`,
        )
        .join(' · ')
    return { name, label: fieldLabel(name), mine: words('after'), theirs: words('before') }
  })

export const useSaveOnTop = <Fields extends object, More, Current>(saving: Saving<Fields, More, Current>) => {
  const { name, standing, more, save, standingOf, onSaved } = saving
  const [draft, setDraft, clear, returned] = useDraft(name, {
    ...standing,
    /** As it was read: what is still the same was not touched here. */
    read: standing.fields,
    more,
  })
  const [clash, setClash] = useState<{ theirs: Fields; asked: (keyof Fields & string)[] }>()
  const send = (answers: typeof draft): void =>
    save(answers, {
      onSuccess: () => {
        clear()
        onSaved()
      },
      onError: (problem) => {
        const current = currentOf<Current>(problem)
        if (!current) return
        const now = standingOf(current)
        const { merged, asked } = onTopOf(answers.read, answers.fields, now.fields)
        const next = { ...answers, version: now.version, fields: merged, read: now.fields }
        setDraft(next)
        if (asked.length === 0) send(next)
        else setClash({ theirs: now.fields, asked })
      },
    })
  const dialog: ReactNode = clash && (
    <ConflictDialog
      isOpen
      fields={sidesOf(draft.fields, clash.theirs, clash.asked)}
      onClose={() => setClash(undefined)}
      onResolve={(choice) => {
        const next = { ...draft, fields: choose(draft.fields, clash.theirs, choice) }
        setClash(undefined)
        setDraft(next)
        send(next)
      }}
    />
  )
  return {
    fields: draft.fields,
    more: draft.more,
    change: (fields: Fields, next: More = draft.more) => setDraft({ ...draft, fields, more: next }),
    send: () => send(draft),
    clear,
    returned,
    dialog,
  }
}
