// Calling a conference or changing one: the person first, then when and where, whom, and what about.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { clockOf, momentOf } from '#cases/ui/clock.ts'
import { currentOf } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import {
  AskedPerson,
  Attends,
  type Conference,
  callConference,
  changeConference,
  type ForAll,
  type Guest,
} from '../conference.ts'
import { AgencyFields, type Invited } from './AgencyFields.tsx'
import { invalidates } from './reads.ts'

interface Item {
  item_id: string
  section: CaseFile['sections'][number]
  title: string
  words: string
}
interface Answers extends ForAll {
  conference_id: string
  version: number
  clock: { day: string; hour: string }
  asked: NonNullable<Conference['ours']>['asked']
  attends: Conference['attends']
  wishes: string
  agencies: Invited[]
  items: Item[]
}

const tomorrow = () => ({ ...clockOf(Date.now() + 7 * 86_400_000), hour: '10:00' })
const anItem = (section: Item['section']): Item => ({ item_id: newId(), section, title: '', words: '' })

const firstOf = (file: CaseFile, of?: Conference): Answers => ({
  conference_id: of?.conference_id ?? newId(),
  version: of?.ours?.version ?? 0,
  clock: of ? clockOf(of.meets_at) : tomorrow(),
  asked: of?.ours?.asked ?? 'not_yet',
  attends: of?.attends ?? 'in_person',
  place: of?.place ?? '',
  said: of?.said ?? '',
  wishes: of?.ours?.wishes ?? '',
  agencies:
    of?.ours?.agencies.map(({ organisation_id, consent_id, named }) => ({ organisation_id, consent_id, named })) ?? [],
  items: of ? [] : [anItem(file.writes[0] ?? 'identity')],
})

const choices = (ids: readonly string[], prefix: string) => ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

/** Which of the invited will see an item of this section. */
const seenBy = (section: Item['section'], agencies: Invited[], guests: Guest[]): string[] =>
  guests
    .filter(
      ({ consent_id, sections }) =>
        sections.includes(section) && agencies.some((each) => each.consent_id === consent_id),
    )
    .map(({ name }) => name)

interface Props {
  file: CaseFile
  guests: Guest[]
  conference?: Conference
  onDone: () => void
}

export function ConferenceForm({ file, guests, conference, onDone }: Props) {
  const { case_id } = file
  const first = firstOf(file, conference)
  const [answers, setAnswers, clear, returned] = useDraft<Answers>(
    conference ? `conference ${conference.conference_id}` : `conference of ${case_id}`,
    first,
  )
  const set = (change: Partial<Answers>) => setAnswers({ ...answers, ...change })
  const call = useWrite(callConference, { invalidates })
  const change = useWrite(changeConference, { invalidates })
  const [stale, setStale] = useState<Conference | null>(null)
  const leave = () => {
    clear()
    onDone()
  }
  const onSuccess = () => {
    toast(t('conferences.saved'))
    leave()
  }
  const save = (version: number) => {
    const meets_at = momentOf(answers.clock)
    if (!meets_at) return
    const { conference_id, asked, attends, place, said, wishes, agencies, items } = answers
    const head = { case_id, conference_id, meets_at, asked, attends, place, said, wishes, agencies }
    if (!conference) call.mutate({ ...head, items }, { onSuccess })
    else
      change.mutate(
        { ...head, version },
        { onSuccess, onError: (problem) => setStale(currentOf<Conference>(problem) ?? null) },
      )
  }
  const put = (place: number, item: Item | null) =>
    set({ items: answers.items.flatMap((each, at) => (at !== place ? [each] : item ? [item] : [])) })
  const problem = stale ? null : (call.error ?? change.error)
  return (
    <Form problem={problem} onSubmit={() => save(stale?.ours?.version ?? answers.version)}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      {stale && (
        <Notice tone="warning">
          <p>{t('conferences.stale')}</p>
          <Button small onPress={() => setAnswers(firstOf(file, stale))}>
            {t('conferences.take_theirs')}
          </Button>
        </Notice>
      )}
      <RadioGroup
        label={t('conferences.asked')}
        description={t('conferences.asked_why')}
        options={choices(AskedPerson.options, 'conferences.asked')}
        value={answers.asked}
        onChange={(asked) => set({ asked: asked as Answers['asked'] })}
      />
      <TextArea
        label={t('conferences.said')}
        description={t('conferences.said_why')}
        rows={3}
        value={answers.said}
        onChange={(said) => set({ said })}
      />
      <TextArea
        label={t('conferences.wishes')}
        description={t('conferences.wishes_why')}
        rows={2}
        value={answers.wishes}
        onChange={(wishes) => set({ wishes })}
      />
      <RadioGroup
        label={t('conferences.attends')}
        inline
        options={choices(Attends.options, 'conferences.attends')}
        value={answers.attends}
        onChange={(attends) => set({ attends: attends as Answers['attends'] })}
      />
      <div className="conference-clock">
        <DateField
          label={t('conferences.day')}
          isRequired
          value={answers.clock.day}
          onChange={(day) => day && set({ clock: { ...answers.clock, day } })}
        />
        <TextField
          label={t('conferences.hour')}
          type="time"
          ltr
          isRequired
          width="short"
          value={answers.clock.hour}
          onChange={(hour) => set({ clock: { ...answers.clock, hour } })}
        />
      </div>
      <TextField
        name="place"
        label={t('conferences.place')}
        description={t('conferences.place_why')}
        isRequired
        value={answers.place}
        onChange={(place) => set({ place })}
      />
      <AgencyFields
        guests={guests}
        {...(conference?.ours && { before: conference.ours.agencies })}
        value={answers.agencies}
        onChange={(agencies) => set({ agencies })}
      />
      {answers.items.map((item, place) => (
        <fieldset key={item.item_id} className="conference-row">
          <legend>{t('conferences.item_number', { number: place + 1 })}</legend>
          <TextField
            name={`items.${place}.title`}
            label={t('conferences.item_title')}
            isRequired
            value={item.title}
            onChange={(title) => put(place, { ...item, title })}
          />
          <Select
            label={t('conferences.item_section')}
            description={seenByWords(item.section, answers.agencies, guests)}
            options={file.writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
            value={item.section}
            onChange={(section) => put(place, { ...item, section: section as Item['section'] })}
          />
          {answers.items.length > 1 && (
            <Button small kind="quiet" icon="delete" onPress={() => put(place, null)}>
              {t('conferences.remove_item', { number: place + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {!conference && (
        <Button
          small
          icon="add"
          onPress={() => set({ items: [...answers.items, anItem(file.writes[0] ?? 'identity')] })}
        >
          {t('conferences.add_item')}
        </Button>
      )}
      <FormActions>
        <Button type="submit" kind="primary" busy={call.isPending || change.isPending}>
          {t(conference ? 'conferences.save' : 'conferences.call')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

const seenByWords = (section: Item['section'], agencies: Invited[], guests: Guest[]): string => {
  const names = seenBy(section, agencies, guests)
  return names.length > 0 ? t('conferences.seen_by', { names: names.join(', ') }) : t('conferences.seen_by_us')
}
