// Beginning an episode of care or correcting it: by whom, what for, in the person's words.
import { useState } from 'react'
import { instrumentIds } from '#assessments/instrument.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { DateField, Dialog, MultiSelect, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { changeEpisode, type Episode, openEpisode, Provider } from '../episode.ts'
import { careLists, sectionOfCare } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import type { SideProps } from './care-words.ts'
import { choices, useCareForm } from './writing.ts'

/** One goal a line: they are few, and in the person's words. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 8)

const proper = (id: string): string => id.toUpperCase()

const answersOf = (episode: Episode) => ({
  kind: episode.kind as string,
  provider: episode.provider,
  staff_id: episode.staff_id,
  referral_id: episode.referral_id,
  opened_on: episode.opened_on as string | null,
  planned: episode.planned_sessions ? String(episode.planned_sessions) : '',
  instruments: episode.instruments as string[],
  name: episode.name,
  goals: episode.goals.join('\n'),
  words: episode.words,
})

export function EpisodeForm({
  file,
  care,
  today,
  episode,
  onDone,
}: SideProps & { episode: Episode | null; onDone: () => void }) {
  const { actor } = useSession()
  const { colleagues, nameOf } = useColleagues()
  const [episode_id] = useState(episode?.episode_id ?? newId)
  const kinds = careLists.episode_kinds.filter(({ section }) => file.writes.includes(section)).map(({ code }) => code)
  const form = useCareForm<typeof changeEpisode | typeof openEpisode, ReturnType<typeof answersOf>, Episode>(
    episode ? changeEpisode : openEpisode,
    episode ? `episode ${episode.episode_id}` : `episode of ${file.case_id}`,
    episode
      ? answersOf(episode)
      : {
          ...{ kind: kinds[0] ?? 'other', staff_id: actor.staff_id, referral_id: null, opened_on: today },
          provider: sectionOfCare(kinds[0] ?? 'other') === 'mind' ? 'own' : 'outside',
          ...{ planned: '', instruments: [], name: '', goals: '', words: '' },
        },
    onDone,
    {
      record: episode,
      answersOf,
      said: {
        provider: [t('care.provider'), (value) => t(`care.provider.${value}`)],
        staff_id: [t('care.provider.who'), (value) => (value ? nameOf(value) : '')],
        referral_id: [
          t('care.provider.referral'),
          (value) => care.referrals.find((each) => each.referral_id === value)?.to_name ?? '',
        ],
        planned: [t('care.episode.planned'), (value) => value],
        instruments: [t('care.episode.instruments'), (value) => list(value.map(proper))],
        name: [t('care.provider.name'), (value) => value],
        goals: [t('care.episode.goals'), (value) => value],
        words: [t('care.words'), (value) => value],
      },
    },
  )
  const { answers, set } = form
  const { kind, provider, staff_id, referral_id, opened_on, planned, instruments, name, goals, words } = answers
  const mind = sectionOfCare(kind) === 'mind'
  const givers = mind ? care.therapists : colleagues
  const mayPlan = mind && provider === 'own' && staff_id === actor.staff_id
  const save = () =>
    form.save((said, version) => {
      const own = said.provider === 'own'
      return {
        ...{ case_id: file.case_id, episode_id, provider: said.provider, name: said.name, words: said.words },
        ...{ instruments: said.instruments, goals: linesOf(said.goals) },
        ...(episode ? { version } : { kind: said.kind, opened_on: said.opened_on }),
        staff_id: own ? said.staff_id : null,
        referral_id: said.provider === 'service' ? said.referral_id : null,
        // Whoever may not plan sends what stands, which is theirs to keep.
        planned_sessions: (mayPlan || episode) && said.planned !== '' ? Number(said.planned) : null,
      } as never
    })
  const providers = Provider.options.filter((each) => each !== 'service' || care.referrals.length > 0)
  return (
    <Dialog isOpen wide title={t(episode ? 'care.episode.change' : 'care.episode.begin')} onClose={form.leave}>
      <CareForm {...form} action={t('care.episode.save')} onSave={save}>
        {!episode && (
          <Select
            name="kind"
            label={t('care.kind')}
            isRequired
            options={choices(kinds, 'care.kind')}
            value={kind}
            onChange={(next) => set({ kind: next ?? kind })}
          />
        )}
        <RadioGroup
          label={t('care.provider')}
          options={choices(providers, 'care.provider')}
          value={provider}
          onChange={(next) => set({ provider: next as Provider })}
        />
        {provider === 'own' && (
          <Select
            name="staff_id"
            label={t(mind ? 'care.therapist' : 'care.provider.who')}
            {...(mind && { description: t('care.therapist_why') })}
            isRequired
            options={givers.map((each) => ({ id: each.staff_id, label: each.name }))}
            value={staff_id}
            onChange={(next) => set({ staff_id: next })}
          />
        )}
        {provider === 'service' && (
          <Select
            name="referral_id"
            label={t('care.provider.referral')}
            isRequired
            options={care.referrals.map((each) => ({ id: each.referral_id, label: each.to_name }))}
            value={referral_id}
            onChange={(next) => set({ referral_id: next })}
          />
        )}
        {provider === 'outside' && (
          <TextField
            name="name"
            label={t('care.provider.name')}
            isRequired
            value={name}
            onChange={(next) => set({ name: next })}
          />
        )}
        {!episode && (
          <DateField
            name="opened_on"
            label={t('care.episode.opened_on')}
            isRequired
            max={today}
            value={opened_on}
            onChange={(next) => set({ opened_on: next })}
          />
        )}
        <TextArea
          name="goals"
          label={t('care.episode.goals')}
          description={t('care.episode.goals_why')}
          rows={3}
          value={goals}
          onChange={(next) => set({ goals: next })}
        />
        {mayPlan && (
          <TextField
            name="planned_sessions"
            label={t('care.episode.planned')}
            description={t('care.episode.planned_why')}
            type="number"
            width="short"
            value={planned}
            onChange={(next) => set({ planned: next })}
          />
        )}
        {mind && (
          <MultiSelect
            label={t('care.episode.instruments')}
            options={instrumentIds.map((id) => ({ id, label: proper(id) }))}
            value={instruments}
            onChange={(next) => set({ instruments: next })}
          />
        )}
        <TextArea
          name="words"
          label={t('care.words')}
          description={t('care.episode.words_why')}
          rows={3}
          value={words}
          onChange={(next) => set({ words: next })}
        />
      </CareForm>
    </Dialog>
  )
}
