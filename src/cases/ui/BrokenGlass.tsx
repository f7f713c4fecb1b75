// What colleagues opened in an emergency: coordinators and directors look at each and say whether it was right.
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, Prose, problemText, Section, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type BrokenGlass as Broken, listBrokenGlass, reviewBreakGlass, type Verdict } from '../break-glass.ts'

function Review({ broken }: { broken: Broken }) {
  const review = useWrite(reviewBreakGlass, { invalidates: [listBrokenGlass] })
  if (broken.verdict) return <Badge>{t(`break_glass.verdict.${broken.verdict}`)}</Badge>
  if (broken.own) return <Badge>{t('break_glass.own')}</Badge>
  const say = (verdict: Verdict) =>
    review.mutate(
      { break_glass_id: broken.break_glass_id, verdict },
      {
        onSuccess: () => toast(t('break_glass.done')),
        onError: (error) => toast(problemText(error), { tone: 'danger' }),
      },
    )
  return (
    <>
      <Button small busy={review.isPending} onPress={() => say('justified')}>
        {t('break_glass.verdict.justified')}
      </Button>
      <Button small kind="danger" busy={review.isPending} onPress={() => say('not_justified')}>
        {t('break_glass.verdict.not_justified')}
      </Button>
    </>
  )
}

const detailOf = (broken: Broken) => (
  <>
    {t(`break_glass.reason.${broken.reason}`)} · {broken.reference ?? t('break_glass.hidden')} ·{' '}
    {t('break_glass.when', { opened: moment(broken.opened_at), until: moment(broken.until_at) })}
    {broken.words && <Prose>{broken.words}</Prose>}
  </>
)

export function BrokenGlass() {
  const list = useGet(listBrokenGlass, {})
  return (
    <Section title={t('break_glass.list')} lead={t('break_glass.list_lead')}>
      <Loaded of={list}>
        {({ broken }) =>
          broken.length === 0 ? (
            <EmptyState title={t('break_glass.none')} />
          ) : (
            <List label={t('break_glass.list')}>
              {broken.map((one) => (
                <ListItem
                  key={one.break_glass_id}
                  title={one.staff_name}
                  detail={detailOf(one)}
                  aside={<Review broken={one} />}
                />
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  )
}
