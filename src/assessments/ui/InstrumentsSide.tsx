// Instruments of a file: what is under way, what was answered and how it changed, and what may be asked now.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, Loaded, Notice, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listResults, readAssessment } from '../results.ts'
import { listOffered, listSittings } from '../sitting.ts'
import { BeginDialog, type Offered as One } from './BeginDialog.tsx'
import { hereWorded } from './form-words.ts'
import { Offered } from './Offered.tsx'
import { OpenProtocols } from './OpenProtocols.tsx'
import { OverTime } from './OverTime.tsx'
import { OwnDoorDialog } from './OwnDoorDialog.tsx'
import { useOpened } from './open-sitting.ts'
import { Reading } from './Reading.tsx'
import { Result } from './ReadTold.tsx'
import { ShareDialog } from './ShareDialog.tsx'
import { Sitting } from './Sitting.tsx'
import { StoppedDialog } from './StoppedDialog.tsx'
import { UnderWay } from './UnderWay.tsx'

interface Props {
  file: CaseFile
  today: string
}

function OneReading({ file, assessment_id, onClose }: { file: CaseFile; assessment_id: string; onClose: () => void }) {
  const { case_id } = file
  const opened = useGet(readAssessment, { case_id, assessment_id })
  const results = useGet(listResults, { case_id })
  return (
    <Stack>
      <div>
        <Button kind="quiet" icon="back" onPress={onClose}>
          {t('instruments.back_to_all')}
        </Button>
      </div>
      <Loaded of={opened}>
        {(reading) => (
          <Reading
            case_id={case_id}
            opened={reading}
            others={results.data?.instruments.find(({ instrument }) => instrument === reading.instrument)?.taken ?? []}
            mayWrite={Boolean(file.may['assessments.give']) && file.sections.includes(reading.section)}
            mayShare={Boolean(file.may['assessments.share'])}
          />
        )}
      </Loaded>
    </Stack>
  )
}

function Answered({ file, today, onOpen }: Props & { onOpen: (assessment_id: string) => void }) {
  const results = useGet(listResults, { case_id: file.case_id })
  const [sharing, setSharing] = useState(false)
  return (
    <Loaded of={results}>
      {({ instruments, events }) =>
        instruments.length === 0 ? (
          <EmptyState icon="heart" title={t('instruments.empty')}>
            <p>{t('instruments.empty_why')}</p>
          </EmptyState>
        ) : (
          <>
            <Section
              plain
              title={t('instruments.answered_title')}
              lead={t('instruments.answered_lead')}
              actions={
                Boolean(file.may['assessments.share']) && (
                  <Button small icon="download" onPress={() => setSharing(true)}>
                    {t('instruments.share.title')}
                  </Button>
                )
              }
            >
              <div className="results">
                {instruments.map(({ instrument, taken }) => (
                  <Result key={instrument} head={taken[0]!}>
                    <div>
                      <Button small onPress={() => onOpen(taken[0]!.assessment_id)}>
                        {t('instruments.open_answers')}
                      </Button>
                    </div>
                  </Result>
                ))}
              </div>
            </Section>
            <OverTime instruments={instruments} events={events} today={today} />
            {sharing && (
              <ShareDialog
                case_id={file.case_id}
                heads={instruments.flatMap(({ taken }) => taken)}
                onClose={() => setSharing(false)}
              />
            )}
          </>
        )
      }
    </Loaded>
  )
}

export function InstrumentsSide({ file, today }: Props) {
  const { case_id } = file
  const [sitting, openSitting] = useOpened('sitting')
  const [reading, openReading] = useOpened('reading')
  const [beginning, setBeginning] = useState<One | null>(null)
  const [alone, setAlone] = useState<string | null>(null)
  const [stopped, setStopped] = useState<{ sitting_id: string; title: string } | null>(null)
  const mayGive = Boolean(file.may['assessments.give'])
  const offered = useGet(listOffered, mayGive ? { case_id, language: hereWorded() } : null)
  const sittings = useGet(listSittings, { case_id })
  const titles = new Map(
    [...(offered.data?.offered ?? []), ...(offered.data?.not_offered ?? [])].map((each) => [
      each.instrument as string,
      `${each.title} · ${each.name}`,
    ]),
  )
  if (reading) return <OneReading file={file} assessment_id={reading} onClose={() => openReading(null)} />
  return (
    <Stack>
      <OpenProtocols case_id={case_id} />
      <UnderWay
        sittings={sittings.data?.sittings ?? []}
        nameOf={(instrument) => titles.get(instrument) ?? instrument}
        mayWrite={mayGive}
        onResume={openSitting}
        onRead={(sitting_id, instrument) => setStopped({ sitting_id, title: titles.get(instrument) ?? instrument })}
      />
      <Answered file={file} today={today} onOpen={openReading} />
      {mayGive && (
        <Loaded of={offered}>
          {(reply) => <Offered reply={reply} spoken={file.card.languages} onBegin={setBeginning} />}
        </Loaded>
      )}
      <Notice>{t('instruments.what_they_are')}</Notice>
      {beginning && (
        <BeginDialog
          {...{ file, today }}
          offered={beginning}
          longToday={(offered.data?.long_today ?? []).map((instrument) => ({
            instrument,
            name: titles.get(instrument) ?? instrument,
          }))}
          onClose={() => setBeginning(null)}
          onBegun={(sitting_id, given) => {
            setBeginning(null)
            if (given === 'own_door') setAlone(sitting_id)
            else openSitting(sitting_id)
          }}
        />
      )}
      {stopped && <StoppedDialog case_id={case_id} {...stopped} onClose={() => setStopped(null)} />}
      {alone && <OwnDoorDialog case_id={case_id} sitting_id={alone} onClose={() => setAlone(null)} />}
      {sitting && <Sitting case_id={case_id} sitting_id={sitting} today={today} onClose={() => openSitting(null)} />}
    </Stack>
  )
}
