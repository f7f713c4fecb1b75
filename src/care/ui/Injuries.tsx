// Injuries as they were seen: each record with its chart and marks, what was amended and why, and the paper for a court.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button, Dialog, Facts, List, ListItem, Loaded, Name, Notice, Prose, Section } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { type InjuryRecord, readInjuries } from '../injury.ts'
import { placeWords, sizeWords } from '../paper.rules.ts'
import { Amendments } from './Amendments.tsx'
import { BodyChart } from './BodyChart.tsx'
import { joined, type SideProps } from './care-words.ts'
import { InjuryForm } from './InjuryForm.tsx'
import { PrintDialog } from './PrintDialog.tsx'

type One = SideProps & { injury: InjuryRecord }

function Marks({ injury }: { injury: InjuryRecord }) {
  const { says } = injury
  return (
    <ol className="care-marks">
      {says.marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its number on the chart
        <li key={index}>
          <strong>
            {index + 1}.{' '}
            {joined(t(`care.injury.kind.${mark.kind}`), placeWords(t, says.figure, mark), sizeWords(t, mark))}
          </strong>
          <span className="care-quiet">
            {t('care.injury.age_line', { age: t(`care.injury.age.${mark.age}`) })}
            {mark.photo_id && ` · ${t('care.injury.photo_line', { paper: mark.photo_id.slice(0, 8) })}`}
          </span>
          {mark.seen && <Prose>{mark.seen}</Prose>}
          {mark.told && (
            <blockquote className="care-told">
              <Prose>{mark.told}</Prose>
            </blockquote>
          )}
          {mark.consistency && (
            <span>{t('care.injury.fits_line', { degree: t(`care.consistency.${mark.consistency}`) })}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

function InjuryView({ file, care, today, injury, onClose }: One & { onClose: () => void }) {
  const { nameOf } = useColleagues()
  const [doing, setDoing] = useState<'amend' | 'print' | null>(null)
  const { says, examined_on, status, version, written_by } = injury
  const done = () => setDoing(null)
  if (doing === 'amend') return <InjuryForm {...{ file, care, today, injury }} onDone={done} />
  if (doing === 'print') return <PrintDialog file={file} injury={injury} onClose={done} />
  return (
    <Dialog isOpen wide title={t('care.injury.of', { day: day(examined_on, 'long') })} onClose={onClose}>
      <div className="care-part">
        {status === 'set_aside' && <Notice tone="warning">{t('care.injury.set_aside')}</Notice>}
        <BodyChart figure={says.figure} marks={says.marks} />
        <Marks injury={injury} />
        {says.account && (
          <div>
            <h3 className="care-head">{t('care.injury.account')}</h3>
            <blockquote className="care-told">
              <Prose>{says.account}</Prose>
            </blockquote>
          </div>
        )}
        {(says.consistency || says.opinion) && (
          <div>
            <h3 className="care-head">{t('care.injury.opinion')}</h3>
            {says.consistency && (
              <p>{t('care.injury.fits_together', { degree: t(`care.consistency.${says.consistency}`) })}</p>
            )}
            {says.opinion && <Prose>{says.opinion}</Prose>}
          </div>
        )}
        <Facts
          items={[
            {
              label: t('care.injury.examined_by'),
              value: <bdi dir="auto">{joined(says.examined_by, t(`care.injury.profession.${says.profession}`))}</bdi>,
            },
            { label: t('care.injury.language'), value: languageName(says.language) },
            {
              label: t('care.injury.consent'),
              value: joined(
                t(`care.injury.consent.how.${says.consent.how}`),
                day(says.consent.on),
                list(says.consent.for.map((each) => t(`care.injury.consent.for.${each}`))),
              ),
            },
            { label: t('care.injury.written_by'), value: <Name>{nameOf(written_by)}</Name> },
          ]}
        />
        <p className="care-quiet">{t('care.paper.not_a_verdict')}</p>
        {version > 1 && <Amendments case_id={file.case_id} injury={injury} />}
        <div className="form-actions">
          {status === 'live' && file.may['documents.take'] !== false && (
            <Button icon="download" onPress={() => setDoing('print')}>
              {t('care.injury.print')}
            </Button>
          )}
          {file.writes.includes('health') && (
            <Button kind="quiet" icon="edit" onPress={() => setDoing('amend')}>
              {t('care.injury.amend')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** Asked for only on purpose: the overview says how many records there are and shows none of them. */
function Records(props: SideProps) {
  const [open, setOpen] = useState<string | null>(null)
  const found = useGet(readInjuries, { case_id: props.file.case_id })
  return (
    <Loaded of={found}>
      {({ injuries }) => {
        const injury = injuries.find(({ injury_id }) => injury_id === open)
        return (
          <>
            <List label={t('care.injuries.title')}>
              {injuries.map(({ injury_id, examined_on, says, status, version }) => (
                <ListItem
                  key={injury_id}
                  icon="person"
                  title={
                    <button type="button" className="care-open" onClick={() => setOpen(injury_id)}>
                      {t('care.injury.of', { day: day(examined_on, 'long') })}
                    </button>
                  }
                  detail={joined(t('care.injury.n_marks', { count: says.marks.length }), says.examined_by)}
                  aside={
                    <>
                      {version > 1 && <Badge>{t('care.injury.amended_n', { count: version - 1 })}</Badge>}
                      {status === 'set_aside' && <Badge tone="warning">{t('care.injury.status.set_aside')}</Badge>}
                    </>
                  }
                />
              ))}
            </List>
            {injury && <InjuryView {...props} injury={injury} onClose={() => setOpen(null)} />}
          </>
        )
      }}
    </Loaded>
  )
}

export function Injuries(props: SideProps) {
  const { file, care } = props
  const [looking, setLooking] = useState(false)
  const [writing, setWriting] = useState(false)
  const mayWrite = file.writes.includes('health')
  if (care.injuries === 0 && !mayWrite) return null
  return (
    <Section
      title={t('care.injuries.title')}
      lead={t('care.injuries.lead')}
      actions={
        mayWrite && (
          <Button icon="add" onPress={() => setWriting(true)}>
            {t('care.injury.record')}
          </Button>
        )
      }
    >
      {care.injuries > 0 && !looking && (
        <div>
          <Button kind="quiet" onPress={() => setLooking(true)}>
            {t('care.injuries.show', { count: care.injuries })}
          </Button>
        </div>
      )}
      {looking && <Records {...props} />}
      {writing && (
        <InjuryForm
          {...props}
          injury={null}
          onDone={() => {
            setWriting(false)
            setLooking(true)
          }}
        />
      )}
    </Section>
  )
}
