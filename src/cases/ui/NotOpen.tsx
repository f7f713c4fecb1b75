// A file that does not open: it is not there, or not open to this reader, and which of the two is not said. Whoever may
// break the glass is offered it here.
import { useState } from 'react'
import { Button, PageHeader } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { BreakGlass } from './BreakGlass.tsx'

export function NotOpen({ case_id }: { case_id: string }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHeader
        back={{ href: '/desk/people', label: t('cases.list.title') }}
        title={t('break_glass.not_open')}
        lead={t('break_glass.not_open_why')}
      />
      <Button icon="warning" onPress={() => setAsking(true)}>
        {t('break_glass.ask')}
      </Button>
      {asking && <BreakGlass case_id={case_id} isOpen onClose={() => setAsking(false)} />}
    </>
  )
}
