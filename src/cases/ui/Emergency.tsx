// The page of emergencies: finding a file by its reference for those who must act, and the review for those who look at
// it afterwards.
import { useSession } from '#gate/session.ts'
import { PageHeader, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { BrokenGlass } from './BrokenGlass.tsx'
import { FindByReference } from './FindByReference.tsx'

export function Emergency() {
  const { may } = useSession()
  return (
    <>
      <PageHeader title={t('break_glass.page')} lead={t('break_glass.page_lead')} />
      <Stack>
        {may['break_glass.review'] && <BrokenGlass />}
        {may['case.find_by_reference'] && <FindByReference />}
      </Stack>
    </>
  )
}
