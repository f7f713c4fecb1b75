// A partner's own desk: the first steps of five minutes, what it was asked, and how it answered. Only of its own.
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Chart } from '#kit/ui/Chart.tsx'
import {
  Badge,
  Facts,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Skeleton,
  Stack,
  Tabs,
} from '#kit/ui/index.ts'
import { day, list, number, t } from '#language/here.ts'
import { countryName, languageName, provinceName } from '#language/ui/names.ts'
import { spokenDays } from '../insight.rules.ts'
import { type PartnerDesk, readPartnerDesk } from '../partner.ts'
import './insight.css'

function Step({ of, done, href, children }: { of: string; done?: boolean; href?: string; children?: React.ReactNode }) {
  return (
    <Section
      title={t(`gaps.partner.step.${of}`)}
      lead={t(`gaps.partner.step.${of}.what`)}
      actions={
        <>
          {done !== undefined && (
            <Badge tone={done ? 'good' : 'neutral'}>{t(done ? 'gaps.partner.done' : 'gaps.partner.to_do')}</Badge>
          )}
          {href && (
            <LinkButton small href={href}>
              {t(`gaps.partner.step.${of}.go`)}
            </LinkButton>
          )}
        </>
      }
    >
      {children}
    </Section>
  )
}

const sees = ['before', 'accepted', 'ends', 'never'] as const

function FirstSteps({ desk }: { desk: PartnerDesk }) {
  const { name, country, province, languages } = desk.organisation
  return (
    <Stack>
      <Notice>{t('gaps.partner.five_minutes')}</Notice>
      <Step of="who" done={languages.length > 0}>
        <Facts
          items={[
            { label: t('gaps.partner.name'), value: name },
            { label: t('gaps.partner.where'), value: province ? provinceName(province) : countryName(country) },
            {
              label: t('gaps.partner.languages'),
              value: languages.length > 0 ? list(languages.map(languageName)) : t('gaps.not_known'),
            },
          ]}
        />
      </Step>
      <Step of="queue" done={desk.asked > 0 && desk.late === 0} href="/desk/referrals">
        <p>{t('gaps.partner.waiting', { count: desk.waiting, late: desk.late })}</p>
      </Step>
      <Step of="places" done={desk.places !== null} href="/desk/places">
        {desk.places && (
          <p>
            {t('gaps.partner.places', { units: desk.places.units, places: desk.places.places, free: desk.places.free })}
          </p>
        )}
      </Step>
      <Step of="sees">
        <List label={t('gaps.partner.step.sees')}>
          {sees.map((when) => (
            <ListItem
              key={when}
              icon={when === 'never' || when === 'ends' ? 'lock' : 'shield'}
              title={t(`gaps.partner.sees.${when}`)}
              detail={t(`gaps.partner.sees.${when}.what`)}
            />
          ))}
        </List>
      </Step>
      <Step of="safe" href="/desk/organisation" />
    </Stack>
  )
}

function Figure({ shown, children }: { shown: string; children: string }) {
  return (
    <li className="figure">
      <span className="figure-number">{shown}</span> <span className="figure-words">{children}</span>
    </li>
  )
}

function Answers({ desk }: { desk: PartnerDesk }) {
  const { asked, accepted, declined, waiting, late, with_us, median_days, by_reason, by_need, places } = desk
  const counted = [{ id: 'count', label: t('gaps.partner.referrals') }]
  return (
    <Stack>
      <Notice>{t('gaps.partner.only_yours', { day: day(desk.since, 'long') })}</Notice>
      <ul className="figures" aria-label={t('gaps.partner.answers')}>
        <Figure shown={number(waiting)}>{t('gaps.partner.figure.waiting', { late })}</Figure>
        <Figure shown={number(with_us)}>{t('gaps.partner.figure.with_us')}</Figure>
        <Figure shown={number(asked)}>{t('gaps.partner.figure.asked')}</Figure>
        <Figure shown={number(accepted)}>{t('gaps.partner.figure.accepted')}</Figure>
        <Figure shown={number(declined)}>{t('gaps.partner.figure.declined')}</Figure>
        {median_days !== null && (
          <Figure shown={number(spokenDays(median_days))}>{t('gaps.partner.figure.median')}</Figure>
        )}
        {places && (
          <Figure shown={number(places.free)}>{t('gaps.partner.figure.free', { places: places.places })}</Figure>
        )}
      </ul>
      <div className="charts">
        {by_need.length > 0 && (
          <Chart
            title={t('gaps.partner.by_need')}
            summary={t('gaps.partner.by_need.summary', {
              count: asked,
              most: t(`codes.need_domains.${by_need[0]!.need}`),
            })}
            rowsLabel={t('gaps.need')}
            series={counted}
            rows={by_need.map(({ need, count }) => ({
              id: need,
              label: t(`codes.need_domains.${need}`),
              values: [count],
            }))}
            say={number}
          />
        )}
        {by_reason.length > 0 && (
          <Chart
            title={t('gaps.partner.by_reason')}
            summary={t('gaps.partner.by_reason.summary', {
              count: declined,
              most: t(`codes.decline_reasons.${by_reason[0]!.reason}`),
            })}
            rowsLabel={t('gaps.partner.reason')}
            series={counted}
            rows={by_reason.map(({ reason, count }) => ({
              id: reason,
              label: t(`codes.decline_reasons.${reason}`),
              values: [count],
            }))}
            say={number}
          />
        )}
      </div>
    </Stack>
  )
}

export function OurDesk() {
  const { demo } = useSession()
  const desk = useGet(readPartnerDesk, {})
  return (
    <>
      <PageHeader title={t('gaps.partner.title')} lead={t('gaps.partner.lead')} />
      <Loaded of={desk} skeleton={<Skeleton kind="page" rows={5} />}>
        {(found) => (
          <Stack>
            {demo && <Notice tone="warning">{t('gaps.invented')}</Notice>}
            <Tabs
              label={t('gaps.partner.title')}
              items={[
                { id: 'steps', label: t('gaps.partner.steps'), content: <FirstSteps desk={found} /> },
                { id: 'answers', label: t('gaps.partner.answers'), content: <Answers desk={found} /> },
              ]}
            />
          </Stack>
        )}
      </Loaded>
    </>
  )
}
