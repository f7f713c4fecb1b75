// What interpreters are owed, by period: who waits for a statement, the statements, what volunteers gave, and the books.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { wallAt } from '#agenda/clock.rules.ts'
import { today } from '#cases/ui/now.ts'
import { useGet } from '#gate/query.ts'
import { addMonths } from '#kit/day.ts'
import { DateField, Loaded, Notice, PageHeader, Stack, Tabs } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { zoneHere } from '#people/safe-contact.ts'
import { readPay } from '../pay.ts'
import { PayBooks } from './PayBooks.tsx'
import { PayStatements } from './PayStatements.tsx'
import { PayWaiting } from './PayWaiting.tsx'
import { Volunteers } from './Volunteers.tsx'
import './pay.css'

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')

export function Pay() {
  const search = useSearch({ strict: false }) as { from?: string; until?: string; tab?: string }
  const navigate = useNavigate()
  const from_on = isDay(search.from) ? search.from : `${addMonths(today(), -1).slice(0, 7)}-01`
  const until_on = isDay(search.until) ? search.until : wallAt(new Date().toISOString(), zoneHere).on
  const period = { from_on, until_on }
  const found = useGet(readPay, from_on <= until_on ? period : null, { staleMs: 0, keepPrevious: true })
  const go = (changes: object) =>
    void navigate({
      to: '/interpreters/pay',
      search: { from: from_on, until: until_on, tab: search.tab, ...changes },
      replace: true,
    } as never)
  return (
    <>
      <PageHeader title={t('interpreter_pay.title')} lead={t('interpreter_pay.lead')} />
      <Stack>
        <div className="pay-period">
          <DateField
            label={t('interpreter_pay.from')}
            value={from_on}
            max={until_on}
            onChange={(from) => from && go({ from })}
          />
          <DateField
            label={t('interpreter_pay.until')}
            value={until_on}
            min={from_on}
            onChange={(until) => until && go({ until })}
          />
        </div>
        <Loaded of={found}>
          {(pay) => (
            <Tabs
              label={t('interpreter_pay.title')}
              selected={search.tab ?? 'waiting'}
              onSelect={(tab) => go({ tab })}
              items={[
                {
                  id: 'waiting',
                  label: t('interpreter_pay.tab.waiting'),
                  count: pay.waiting.length,
                  content: <PayWaiting pay={pay} period={period} />,
                },
                {
                  id: 'statements',
                  label: t('interpreter_pay.tab.statements'),
                  count: pay.statements.length,
                  content: <PayStatements pay={pay} period={period} />,
                },
                {
                  id: 'volunteers',
                  label: t('interpreter_pay.tab.volunteers'),
                  content: <Volunteers period={period} />,
                },
                { id: 'books', label: t('interpreter_pay.tab.books'), content: <PayBooks pay={pay} /> },
              ]}
            />
          )}
        </Loaded>
        <Notice>{t('interpreter_pay.neutral')}</Notice>
      </Stack>
    </>
  )
}
