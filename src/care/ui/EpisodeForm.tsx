// Beginning an episode of care or correcting it: by whom, what for, in the person's words.
import { useState } from 'react'
import { instrumentIds } from '#assessments/instrument.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { DateField, Dialog, MultiSelect, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
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

export function EpisodeForm({
  file,
  care,
  today,
  episode,
  onDone,
}: SideProps & { episode: Episode | null; onDone: () => void }) {
  const { actor } = useSession()
  const { colleagues } = useColleagues()
  const [episode_id] = useState(episode?.episode_id ?? newId)
  const kinds = careLists.episode_kinds.filter(({ section }) => file.writes.includes(section)).map(({ code }) => code)
  const form = useCareForm(
    episode ? changeEpisode : openEpisode,
    episode ? `episode ${episode.episode_id}` : `episode of ${file.case_id}`,
    {
      kind: episode?.kind ?? kinds[0] ?? 'other',
      provider: (episode?.provider ?? (sectionOfCare(kinds[0] ?? 'other') === 'mind' ? 'own' : 'outside')) as Provider,
      staff_id: episode ? episode.staff_id : actor.staff_id,
      referral_id: episode?.referral_id ?? null,
      opened_on: (episode?.opened_on ?? today) as string | null,
      planned: episode?.planned_sessions ? String(episode.planned_sessions) : '',
      instruments: (episode?.instruments ?? []) as string[],
      name: episode?.name ?? '',
      goals: (episode?.goals ?? []).join('\n'),
      words: episode?.words ?? '',
    },
    onDone,
  )
  const { answers, set } = form
  const { kind, provider, staff_id, referral_id, opened_on, planned, instruments, name, goals, words } = answers
  const mind = sectionOfCare(kind) === 'mind'
  const givers = mind ? care.therapists : colleagues
  const mayPlan = mind && provider === 'own' && staff_id === actor.staff_id
  const save = () =>
    form.save({
      ...{ case_id: file.case_id, episode_id, provider, name, words, instruments, goals: linesOf(goals) },
      ...(episode ? { version: episode.version } : { kind, opened_on }),
      staff_id: provider === 'own' ? staff_id : null,
      referral_id: provider === 'service' ? referral_id : null,
      planned_sessions: mayPlan ? (planned === '' ? null : Number(planned)) : (episode?.planned_sessions ?? null),
    } as never)
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
