// Above the services: how much of what services ask for is known of her, and the place to ask it, once.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, Loaded, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { barrierSections, barriersNotAsked, readPersonBarriers } from '../person-barriers.ts'
import { BarrierForm } from './BarrierForm.tsx'
import { answersOf } from './barrier-words.ts'

export function PersonBarriers({ file }: { file: CaseFile }) {
  const { case_id, writes } = file
  const [asking, setAsking] = useState(false)
  const found = useGet(readPersonBarriers, { case_id })
  const mayWrite = barrierSections.some((section) => writes.includes(section))
  return (
    <Section
      title={t('barriers.title')}
      lead={t('barriers.lead')}
      actions={
        mayWrite &&
        !asking && (
          <Button icon="edit" onPress={() => setAsking(true)}>
            {t('barriers.open')}
          </Button>
        )
      }
    >
      <Loaded of={found}>
        {({ parts }) =>
          asking ? (
            <BarrierForm case_id={case_id} parts={parts} writes={writes} onDone={() => setAsking(false)} />
          ) : (
            <p role="status">
              {t('barriers.not_asked', {
                count: barriersNotAsked(
                  answersOf(parts).facts,
                  parts.map(({ section }) => section),
                ),
              })}
            </p>
          )
        }
      </Loaded>
    </Section>
  )
}
