// What runs for the person before courts and offices, what protects her meanwhile, and what is held against her. One matter,
// one form or one checklist has the whole side to itself.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Loaded, Stack } from '#kit/ui/index.ts'
import { FocusHere } from '#people/ui/FocusHere.tsx'
import { readMatters } from '../matter.ts'
import { AgainstHer } from './AgainstHer.tsx'
import { Conflicts } from './Conflicts.tsx'
import { MatterForm } from './MatterForm.tsx'
import { MatterPanel } from './MatterPanel.tsx'
import { Matters } from './Matters.tsx'
import { Measures } from './Measures.tsx'
import { matterName } from './matter-words.ts'
import './proceedings.css'
import './matters.css'

interface Props {
  file: CaseFile
  today: string
}

export function ProceedingsSide({ file, today }: Props) {
  const { case_id } = file
  const { actor } = useSession()
  const found = useGet(readMatters, { case_id })
  const [open, setOpen] = useState<string | 'new' | null>(null)
  const [alone, setAlone] = useState(false)
  return (
    <Loaded of={found}>
      {({ matters, measures, lawyers, may }) => {
        const matter = matters.find(({ matter_id }) => matter_id === open)
        if (matter)
          return (
            <FocusHere label={matterName(matter)}>
              <MatterPanel {...{ case_id, matter, lawyers, may, today }} onBack={() => setOpen(null)} />
            </FocusHere>
          )
        if (open === 'new') return <MatterForm {...{ case_id, today }} matter={null} onDone={() => setOpen(null)} />
        return (
          <Stack>
            {!alone && (
              <>
                <Matters
                  {...{ matters, today }}
                  mayWrite={may.write}
                  onOpen={({ matter_id }) => setOpen(matter_id)}
                  onAdd={() => setOpen('new')}
                />
                <Measures {...{ case_id, measures, matters, may, today }} />
                {may.conflicts && matters.length > 0 && (
                  <Conflicts
                    {...{ case_id, matters }}
                    isLawyer={lawyers.some(({ staff_id }) => staff_id === actor?.staff_id)}
                  />
                )}
              </>
            )}
            <AgainstHer {...{ file, today }} onAlone={setAlone} />
          </Stack>
        )
      }}
    </Loaded>
  )
}
