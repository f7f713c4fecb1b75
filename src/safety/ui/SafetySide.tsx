// The safety of the person in one place: what must be done today, the risk, their own plan, who tried to reach them, and
// what happened.
import type { CaseFile } from '#cases/case.ts'
import { Stack } from '#kit/ui/index.ts'
import { Incidents, type OfHouse } from './Incidents.tsx'
import type { Taken } from './LookForm.tsx'
import { ProtocolsOfFile } from './ProtocolsOfFile.tsx'
import { RiskPanel } from './RiskPanel.tsx'
import { SafetyPlanPanel } from './SafetyPlanPanel.tsx'
import './safety.css'

interface Props {
  file: CaseFile
  today: string
  /** What other rooms know: instruments about safety that were taken, incidents the house wrote down. */
  taken?: Taken[]
  ofHouse?: OfHouse[]
}

export function SafetySide({ file, today, taken = [], ofHouse = [] }: Props) {
  const opens = file.sections.includes('safety')
  return (
    <Stack>
      <ProtocolsOfFile file={file} />
      {opens && (
        <>
          <SafetyPlanPanel file={file} today={today} />
          <RiskPanel file={file} today={today} taken={taken} />
          <Incidents file={file} today={today} ofHouse={ofHouse} />
        </>
      )}
    </Stack>
  )
}
