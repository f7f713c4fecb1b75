// Ticking what was seen: a sector's signs stand open, the others fold, a search runs over all of them.
import { useState } from 'react'
import type { IndicatorList } from '#facts/indicators.ts'
import { CheckboxGroup, EmptyState, RadioGroup, SearchField, Select, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Seen } from '../detection.ts'
import { type AgeGroup, ageGroups } from '../reading.ts'
import { isSector, matching, type OfferedGroup, offeredGroups, signWords } from './signs.ts'
import './signs.css'

interface Props {
  lists: IndicatorList[]
  seen: Seen
  set: (change: Partial<Seen>) => void
}

const anywhere = 'anywhere'

function Where({ lists, seen, set }: Props) {
  const sectors = lists.filter(({ id }) => isSector(id)).map(({ id }) => ({ id, label: t(`signs.list.${id}`) }))
  return (
    <div className="signs-where">
      <Select
        label={t('detection.where')}
        options={[{ id: anywhere, label: t('detection.anywhere') }, ...sectors]}
        value={seen.sector ?? anywhere}
        onChange={(id) => set({ sector: id === anywhere ? null : id })}
      />
      <RadioGroup
        inline
        label={t('detection.age')}
        options={ageGroups.map((id) => ({ id, label: t(`detection.age.${id}`) }))}
        value={seen.age}
        onChange={(age) => set({ age: age as AgeGroup })}
      />
    </div>
  )
}

function Group({ group, seen, set, open }: Omit<Props, 'lists'> & { group: OfferedGroup; open: boolean }) {
  const ticked = group.codes.filter((code) => seen.signs.includes(code))
  const change = (codes: string[]) =>
    set({ signs: [...seen.signs.filter((code) => !group.codes.includes(code)), ...codes] })
  return (
    <details className="signs-group" open={open}>
      <summary>
        <span dir="auto">{group.label}</span>
        {ticked.length > 0 && <span className="signs-ticked">{t('detection.ticked', { count: ticked.length })}</span>}
      </summary>
      <CheckboxGroup
        label={t('detection.in_group', { group: group.label })}
        options={group.codes.map((id) => ({ id, label: signWords(id) }))}
        value={ticked}
        onChange={change}
      />
    </details>
  )
}

export function SignPicker({ lists, seen, set }: Props) {
  const [words, setWords] = useState('')
  const groups = offeredGroups(lists, seen.sector, seen.age)
  const found = matching(groups, words)
  const left = found.flatMap(({ codes }) => codes)
  const searching = words.trim() !== ''
  /** Once one sign is left of a search, Enter ticks it and the search is ready for the next. */
  const tickTheOne = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !searching || left.length !== 1) return
    event.preventDefault()
    if (!seen.signs.includes(left[0]!)) set({ signs: [...seen.signs, left[0]!] })
    setWords('')
  }
  return (
    <Stack>
      <Where lists={lists} seen={seen} set={set} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what is typed in */}
      <div onKeyDown={tickTheOne}>
        <SearchField label={t('detection.search')} value={words} onChange={setWords} pauseMs={80} />
        {searching && (
          <p className="quiet" role="status">
            {t(left.length === 1 ? 'detection.found_one' : 'detection.found', { count: left.length })}
          </p>
        )}
      </div>
      {found.length === 0 && <EmptyState icon="search" title={t('detection.nothing_found')} />}
      <div>
        {found.map((group) => (
          <Group
            // Opened anew when a search begins or ends, so that what was found stands open.
            key={`${group.id} ${searching} ${seen.sector}`}
            group={group}
            seen={seen}
            set={set}
            open={searching || group.id === 'first'}
          />
        ))}
      </div>
    </Stack>
  )
}
