// Looking back at a week of openings. A finding is a question, not a reproach: each is seen with a word why.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  EmptyState,
  ErrorNotice,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  PageHeader,
  Section,
  Select,
  Stack,
  Toolbar,
  toast,
} from '#kit/ui/index.ts'
import { day, hasText, number, t } from '#language/here.ts'
import { type Finding, FindingKind, markReviewed, readAccessReview } from '../access-review.ts'
import { reviewWords } from '../codes.ts'
import { useChoice } from './who.ts'

const keyOf = ({ kind, staff_id, case_id, of_day }: Finding) => `${kind} ${staff_id} ${case_id} ${of_day}`
const basisOf = (basis: string | null) => {
  const known = basis && `journal.basis.${basis}`
  return known && hasText(known) ? t(known) : ''
}

function OneFinding({ finding }: { finding: Finding }) {
  const { nameOf } = useChoice()
  const mark = useWrite(markReviewed, { invalidates: [readAccessReview] })
  const { kind, staff_id, case_id, of_day, count, usual, seen, own } = finding
  const see = (word: string) =>
    mark.mutate(
      { review_id: newId(), kind, staff_id, file_id: case_id, of_day, word },
      { onSuccess: () => toast(t('team.review.marked')) },
    )
  return (
    <>
      {mark.error && <ErrorNotice problem={mark.error} />}
      <ListItem
        icon={kind === 'broken_glass' ? 'warning' : 'clock'}
        title={
          <>
            <Name>{nameOf(staff_id)}</Name> · {day(of_day, 'long')}
          </>
        }
        detail={
          kind === 'many_files'
            ? t('team.review.many', { count, usual: number(usual ?? 0) })
            : t('team.review.file', { reference: finding.reference ?? '', count, basis: basisOf(finding.basis) })
        }
        {...(case_id && { href: `/desk/people/${case_id}?tab=access` })}
        aside={
          seen ? (
            <Badge tone="good" icon="check">
              {t('team.review.seen_as', { word: t(`team.review.word.${seen.word}`), name: nameOf(seen.by) })}
            </Badge>
          ) : own ? (
            <Badge>{t('team.review.own')}</Badge>
          ) : (
            <Select
              label={t('team.review.mark')}
              width="short"
              options={reviewWords.map((id) => ({ id, label: t(`team.review.word.${id}`) }))}
              value={null}
              onChange={see}
            />
          )
        }
      />
    </>
  )
}

function Kind({ kind, findings }: { kind: Finding['kind']; findings: Finding[] }) {
  if (findings.length === 0) return null
  return (
    <Section title={t(`team.review.${kind}`)} lead={t(`team.review.${kind}_why`)}>
      <List label={t(`team.review.${kind}`)}>
        {findings.map((finding) => (
          <OneFinding key={keyOf(finding)} finding={finding} />
        ))}
      </List>
    </Section>
  )
}

export function AccessReview() {
  const [until_on, setUntil] = useState(today())
  const found = useGet(readAccessReview, { until_on }, { staleMs: 0 })
  const last = until_on >= today()
  return (
    <>
      <PageHeader title={t('team.review.title')} lead={t('team.review.lead')} />
      <Toolbar>
        <Button icon="back" onPress={() => setUntil(addDays(until_on, -7))}>
          {t('team.review.earlier')}
        </Button>
        <Button isDisabled={last} onPress={() => setUntil(last ? until_on : addDays(until_on, 7))}>
          {t('team.review.later')}
        </Button>
      </Toolbar>
      <Loaded of={found}>
        {({ findings, from_on, more }) => (
          <Stack>
            <p>{t('team.review.week', { from: day(from_on, 'long'), until: day(until_on, 'long') })}</p>
            {findings.length === 0 && <EmptyState icon="check" title={t('team.review.none')} />}
            {FindingKind.options.map((kind) => (
              <Kind key={kind} kind={kind} findings={findings.filter((each) => each.kind === kind)} />
            ))}
            {more && <Notice>{t('team.review.more')}</Notice>}
            <Notice>{t('team.review.how')}</Notice>
          </Stack>
        )}
      </Loaded>
    </>
  )
}
