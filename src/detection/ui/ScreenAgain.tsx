// From a report to a talk with the person herself: into her file where there is one, else at the desk and kept nowhere.
import { LinkButton } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

export function ScreenAgain({ case_id }: { case_id: string | null }) {
  return (
    <LinkButton icon="heart" href={case_id ? `/desk/people/${case_id}?tab=screening` : '/desk/screening'}>
      {t('screening.with_the_person')}
    </LinkButton>
  )
}
