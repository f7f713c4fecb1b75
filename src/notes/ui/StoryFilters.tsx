// Which part of a story one looks at: words, section, kind, whoever wrote it, and when.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { Button, DateField, Form, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type StoryKind, storyKinds } from '../story.ts'

export interface Filter {
  section?: CaseFile['sections'][number]
  kind?: StoryKind
  by?: string
  from?: string
  until?: string
}

interface Props {
  file: CaseFile
  filter: Filter
  onChange: (filter: Filter) => void
}

const any = 'any'
/** The answer without what was not chosen. */
const chosen = (filter: Record<keyof Filter, string | null | undefined>): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value && value !== any)) as Filter

export function StoryFilters({ file, filter, onChange }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { colleagues } = useColleagues()
  const { section, kind, by, from, until } = filter
  const set = (change: Partial<Record<keyof Filter, string | null>>) =>
    onChange(chosen({ section, kind, by, from, until, ...change }))
  const count = Object.keys(filter).length
  return (
    <div className="story-filters">
      <div className="story-filters-head">
        <Button
          small
          kind="quiet"
          icon={isOpen ? 'up' : 'down'}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {count > 0 ? t('notes.filters_on', { count }) : t('notes.filters')}
        </Button>
        {count > 0 && (
          <Button small kind="quiet" icon="close" onPress={() => onChange({})}>
            {t('notes.filters_off')}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="note-answers">
          <Select
            label={t('cases.notes.section')}
            options={[
              { id: any, label: t('cases.notes.all_sections') },
              ...file.sections.map((id) => ({ id, label: t(`access.section.${id}`) })),
            ]}
            value={section ?? any}
            onChange={(id) => set({ section: id })}
          />
          <Select
            label={t('notes.kind')}
            options={[
              { id: any, label: t('notes.kind.all') },
              ...storyKinds.map((id) => ({ id, label: t(`notes.kind.${id}`) })),
            ]}
            value={kind ?? any}
            onChange={(id) => set({ kind: id })}
          />
          <Select
            label={t('notes.by')}
            options={[
              { id: any, label: t('notes.by_anyone') },
              ...colleagues.map(({ staff_id, name }) => ({ id: staff_id, label: name })),
            ]}
            value={by ?? any}
            onChange={(id) => set({ by: id })}
          />
          <DateField label={t('notes.from')} value={from ?? null} onChange={(on) => set({ from: on })} />
          <DateField label={t('notes.until')} value={until ?? null} onChange={(on) => set({ until: on })} />
        </div>
      )}
    </div>
  )
}

export function FindWords({ onFind, busy }: { onFind: (words: string) => void; busy: boolean }) {
  const [words, setWords] = useState('')
  return (
    <Form onSubmit={() => words.trim() && onFind(words.trim())}>
      <div className="story-find">
        <TextField label={t('notes.find')} type="search" value={words} onChange={setWords} maxLength={100} />
        <Button type="submit" icon="search" busy={busy}>
          {t('notes.find_ask')}
        </Button>
      </div>
    </Form>
  )
}
