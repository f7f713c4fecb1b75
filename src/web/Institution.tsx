// One institution with its trainings, which another room plans and holds.
import { InstitutionPage } from '#institutions/ui/InstitutionPage.tsx'
import { InstitutionTrainings } from '#prevention/ui/InstitutionTrainings.tsx'

export function Institution() {
  return <InstitutionPage beside={(of) => <InstitutionTrainings of={of} />} />
}
