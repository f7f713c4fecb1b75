// What she asked for when somebody interprets, in one line and whole.
import { useGet } from '#gate/query.ts'
import { Facts, Notice } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { listInterpreters } from '../register.ts'
import { type InterpretingRule, readInterpretingRule } from '../rules-of-hers.ts'
import { communityText, spokenName } from './interpreter-words.ts'

const tongue = ({ language, dialect }: InterpretingRule): string | null =>
  language ? spokenName({ language, dialect }) : null

export const ruleWords = (rule: InterpretingRule): string[] =>
  [
    rule.gender === 'not_asked' ? null : t(`interpreting.rule.gender.${rule.gender}`),
    tongue(rule),
    rule.small_community === 'yes' ? t('interpreting.rule.small_yes') : null,
    rule.named_as ? t('interpreting.rule.named_as_short', { name: rule.named_as }) : null,
  ].filter((word) => word !== null)

/** Above whoever may come: what every offer is held against. */
export function RuleLine({ case_id }: { case_id: string }) {
  const found = useGet(readInterpretingRule, { case_id })
  if (!found.data) return null
  const { rule, version } = found.data
  if (version === 0) return <Notice tone="warning">{t('interpreting.rule.not_asked_yet')}</Notice>
  const words = ruleWords(rule)
  return (
    <p>
      <strong>{t('interpreting.rule.hers')}</strong>{' '}
      {words.length > 0 ? words.join(' · ') : t('interpreting.rule.nothing_special')}
    </p>
  )
}

const useNames = (ids: string[]): string => {
  const found = useGet(listInterpreters, ids.length > 0 ? {} : null)
  const names = found.data?.interpreters.filter(({ interpreter_id }) => ids.includes(interpreter_id)) ?? []
  return names.length > 0 ? list(names.map(({ name }) => name)) : t('interpreting.rule.some', { count: ids.length })
}

export function RuleFacts({ rule, opens_safety }: { rule: InterpretingRule; opens_safety: boolean }) {
  const liked = useNames(rule.liked)
  const never = useNames(rule.never_again)
  const spoken = tongue(rule)
  const { community, never_people, never_communities } = rule
  return (
    <Facts
      items={[
        { label: t('interpreting.rule.gender'), value: t(`interpreting.rule.gender.${rule.gender}`) },
        ...(spoken ? [{ label: t('interpreting.rule.language'), value: spoken }] : []),
        { label: t('interpreting.rule.small'), value: t(`interpreting.rule.small.${rule.small_community}`) },
        ...(community
          ? [{ label: t('interpreting.rule.community'), value: <bdi>{communityText(community)}</bdi> }]
          : []),
        ...(rule.named_as ? [{ label: t('interpreting.rule.named_as'), value: <bdi>{rule.named_as}</bdi> }] : []),
        ...(opens_safety && never_people.length > 0
          ? [{ label: t('interpreting.rule.never_people'), value: <bdi>{list(never_people)}</bdi> }]
          : []),
        ...(opens_safety && never_communities.length > 0
          ? [
              {
                label: t('interpreting.rule.never_communities'),
                value: <bdi>{list(never_communities.map(communityText))}</bdi>,
              },
            ]
          : []),
        ...(rule.liked.length > 0 ? [{ label: t('interpreting.rule.liked'), value: <bdi>{liked}</bdi> }] : []),
        ...(rule.never_again.length > 0
          ? [{ label: t('interpreting.rule.never_again'), value: <bdi>{never}</bdi> }]
          : []),
      ]}
    />
  )
}
