// Says at every moment that one only supposes, what differs from the file, and how to come back.

import type { Problem } from '#kit/problem.ts'
import { Button, DateField, ErrorNotice, Icon } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Change } from '../reckoning.ts'
import { ChangeList } from './Changed.tsx'
import type { Pretending } from './pretend.ts'

interface Props {
  pretending: Pretending
  changes: Change[]
  problem: Problem | null
  today: string
}

export function PretendBanner({ pretending, changes, problem, today }: Props) {
  const { isEmpty, supposed, set, leave } = pretending
  return (
    <section className="law-pretend" aria-label={t('law.pretend.title')}>
      <div className="law-just-head">
        <Icon name="info" />
        <h2>{t('law.pretend.title')}</h2>
        <Button kind="primary" icon="back" onPress={leave}>
          {t('law.pretend.leave')}
        </Button>
      </div>
      <p>{t('law.pretend.lead')}</p>
      <DateField
        label={t('law.pretend.on')}
        description={t('law.pretend.on_why')}
        value={supposed.on}
        onChange={(on) => set({ on })}
      />
      {problem && <ErrorNotice problem={problem} />}
      <div aria-live="polite">
        {!isEmpty && changes.length === 0 && <p>{t('law.changed.nothing')}</p>}
        {changes.length > 0 && (
          <>
            <h3>{t('law.pretend.differs', { count: changes.length })}</h3>
            <ChangeList changes={changes} today={today} />
          </>
        )}
      </div>
    </section>
  )
}
