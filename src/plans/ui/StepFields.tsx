// The questions about a step: what, who and by when; in her language, where it leads and what it costs where that helps.
import type { CaseFile } from '#cases/case.ts'
import { useSession } from '#gate/session.ts'
import { DateField, type Option, Select, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { centsOf } from '#language/sums.ts'
import { CostPayer, type PlanAction } from '../plan.ts'

export interface StepAnswers {
  words: string
  in_her_words: string
  /** A colleague, `person` for herself, `partner …` or `other`. */
  owner: string
  who: string
  due_on: string | null
  service: string
  /** Euros as typed. */
  cost: string
  paid_by: CostPayer
}

const herself = 'person'
const somebody = 'other'
const partner = 'partner '

export const ownerOf = ({ owner_kind, owner_id, owner_organisation_id }: PlanAction): string =>
  owner_kind === 'partner' ? `${partner}${owner_organisation_id}` : (owner_id ?? owner_kind)

export const asOwner = (owner: string) => {
  const none = { owner_id: null, owner_organisation_id: null }
  if (owner === herself || owner === somebody) return { ...none, owner_kind: owner as 'person' | 'other' }
  if (owner.startsWith(partner))
    return { ...none, owner_kind: 'partner' as const, owner_organisation_id: owner.slice(partner.length) }
  return { ...none, owner_kind: 'staff' as const, owner_id: owner }
}

/** Whoever can read this section of the file: colleagues and partners on it; she herself; somebody named in words. */
export const useOwners = ({ team, card }: CaseFile, section: PlanAction['section']): Option[] => {
  const { actor } = useSession()
  const reads = team.filter(({ sections }) => sections.includes(section))
  const colleagues = reads.filter(({ kind, staff_id }) => kind === 'team' && staff_id && staff_id !== actor.staff_id)
  const partners = reads.filter(({ kind, organisation_id }) => kind === 'consent' && organisation_id)
  return [
    { id: actor.staff_id, label: t('plans.step.me') },
    { id: herself, label: t('plans.step.herself', { name: card.alias }) },
    ...colleagues.map(({ staff_id, name }) => ({ id: staff_id!, label: name })),
    ...[...new Map(partners.map((each) => [each.organisation_id, each])).values()].map((each) => ({
      id: `${partner}${each.organisation_id}`,
      label: each.name,
    })),
    { id: somebody, label: t('plans.step.somebody') },
  ]
}

interface Props {
  answers: StepAnswers
  onChange: (change: Partial<StepAnswers>) => void
  owners: Option[]
}

export function StepFields({ answers, onChange, owners }: Props) {
  const { words, in_her_words, owner, who, due_on, service, cost, paid_by } = answers
  const isNoted = in_her_words !== '' || service !== '' || cost !== ''
  return (
    <Stack>
      <TextField
        name="words"
        label={t('plans.step.words')}
        isRequired
        maxLength={300}
        value={words}
        onChange={(next) => onChange({ words: next })}
      />
      <Select
        name="owner_id"
        label={t('plans.step.owner')}
        width="short"
        options={owners}
        value={owner}
        onChange={(next) => onChange({ owner: next })}
      />
      {owner === somebody && (
        <TextField
          name="who"
          label={t('plans.step.who')}
          description={t('plans.step.who_why')}
          isRequired
          maxLength={200}
          value={who}
          onChange={(next) => onChange({ who: next })}
        />
      )}
      <DateField
        name="due_on"
        label={t('plans.step.due_on')}
        isRequired
        value={due_on}
        onChange={(next) => onChange({ due_on: next })}
      />
      <details className="plan-fold" open={isNoted}>
        <summary>{t('plans.step.more')}</summary>
        <Stack>
          <TextField
            name="in_her_words"
            label={t('plans.step.in_her_words')}
            description={t('plans.step.in_her_words_why')}
            maxLength={300}
            value={in_her_words}
            onChange={(next) => onChange({ in_her_words: next })}
          />
          <TextField
            name="service.name"
            label={t('plans.step.service')}
            maxLength={200}
            value={service}
            onChange={(next) => onChange({ service: next })}
          />
          <TextField
            name="cost"
            label={t('plans.step.cost')}
            width="short"
            inputMode="decimal"
            value={cost}
            onChange={(next) => onChange({ cost: next })}
            error={cost !== '' && centsOf(cost) === null ? t('plans.step.cost_unread') : undefined}
          />
          {cost !== '' && (
            <Select
              name="paid_by"
              label={t('plans.step.paid_by')}
              width="short"
              options={CostPayer.options.map((id) => ({ id, label: t(`plans.cost.by.${id}`) }))}
              value={paid_by}
              onChange={(next) => onChange({ paid_by: next as CostPayer })}
            />
          )}
        </Stack>
      </details>
    </Stack>
  )
}
