// The side of a file that tells of care: hours that count first, then what goes on now, and behind each thing its own page.
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Loaded, Stack } from '#kit/ui/index.ts'
import { readCare } from '../care.ts'
import { CareNow } from './CareNow.tsx'
import { Episodes } from './Episodes.tsx'
import { Health } from './Health.tsx'
import { HoursThatCount } from './Hours.tsx'
import { Injuries } from './Injuries.tsx'
import { TakingPart } from './TakingPart.tsx'
import './care.css'

export function CareSide({ file, today }: { file: CaseFile; today: string }) {
  const found = useGet(readCare, { case_id: file.case_id })
  return (
    <Loaded of={found}>
      {(care) => {
        const props = { file, care, today }
        return (
          <Stack>
            {file.sections.includes('health') && <HoursThatCount {...props} />}
            <CareNow {...props} />
            <Episodes {...props} />
            <Health {...props} />
            {file.sections.includes('health') && <Injuries {...props} />}
            <TakingPart {...props} />
          </Stack>
        )
      }}
    </Loaded>
  )
}
