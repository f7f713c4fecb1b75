// What came with a report and what was sent to its reporter: seen and heard from copies made anew, the original taken
// only for a reason, a card or a letter sent with the answer.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Badge, Button, ErrorNotice, Facts, List, ListItem, Loaded, Notice, Reference, Section } from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { isSound } from '#media/media.ts'
import { Drawn } from '#media/ui/Drawn.tsx'
import { Played } from '#media/ui/Played.tsx'
import { saveAs } from '#media/ui/save-as.ts'
import { type FileMeta, listReportFiles, type ReportFile, readReportFile } from '../files.ts'
import './files.css'
import { TakeOriginal } from './TakeOriginal.tsx'

const kindOf = ({ media, spoken }: FileMeta): string =>
  t(`reports.files.media.${spoken ? 'spoken' : isSound(media) ? 'sound' : media}`)

const kilobytes = (size: number): string =>
  number(Math.max(1, Math.round(size / 1024)), { style: 'unit', unit: 'kilobyte' })

const lengthOf = (seconds: number): string =>
  t('reports.files.seconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })

/** Opened when asked for, and not before: each opening is written in the journal. */
function Copy({ report_id, file, meta }: { report_id: string; file: ReportFile; meta: FileMeta }) {
  const [wanted, setWanted] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const one = { report_id, file_id: file.file_id }
  const shown = wanted && meta.media !== 'pdf'
  const found = useGet(readReportFile, shown ? one : null, { staleMs: Number.POSITIVE_INFINITY })
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      saveAs(`copy-${file.file_id.slice(0, 8)}.pdf`, (await call(readReportFile, one)).bytes)
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(false)
  }
  if (meta.media === 'pdf')
    return (
      <>
        {problem && <ErrorNotice problem={problem} />}
        <Button small icon="download" busy={busy} onPress={() => void save()}>
          {t('reports.files.safe_copy')}
        </Button>
      </>
    )
  const open = isSound(meta.media) ? 'play' : 'show'
  return (
    <>
      <Button small aria-expanded={wanted} onPress={() => setWanted(!wanted)}>
        {t(`reports.files.${wanted ? 'hide' : open}`)}
      </Button>
      {shown && (
        <div className="report-file-shown">
          <Loaded of={found}>
            {({ bytes, media }) =>
              isSound(media) ? (
                <Played bytes={bytes} media={media} label={kindOf(meta)} />
              ) : (
                <Drawn bytes={bytes} label={t('reports.files.picture')} />
              )
            }
          </Loaded>
        </div>
      )}
    </>
  )
}

function Came({ report_id, file, meta }: { report_id: string; file: ReportFile; meta: FileMeta }) {
  const [taking, setTaking] = useState(false)
  const size = [kilobytes(meta.size), ...(meta.seconds > 0 ? [lengthOf(meta.seconds)] : [])].join(' · ')
  return (
    <li className="report-file">
      <p>
        <b>{kindOf(meta)}</b> <Badge>{size}</Badge>{' '}
        <span className="quiet">{t('reports.files.from_reporter', { day: day(file.arrived_on, 'long') })}</span>
      </p>
      {meta.spoken && <p className="quiet">{t('reports.files.spoken')}</p>}
      {meta.active && <Notice tone="warning">{t('reports.files.active')}</Notice>}
      <div className="report-file-acts">
        <Copy report_id={report_id} file={file} meta={meta} />
        <Button small kind="quiet" onPress={() => setTaking(true)}>
          {t('reports.files.original')}
        </Button>
      </div>
      <Facts
        items={[
          {
            label: t('reports.files.hash'),
            value: (
              <small>
                <Reference>{meta.sha256}</Reference>
              </small>
            ),
          },
        ]}
      />
      {taking && <TakeOriginal report_id={report_id} file_id={file.file_id} onClose={() => setTaking(false)} />}
    </li>
  )
}

/** Nothing at all where nothing came and nothing was sent: most reports are words. */
export function ReportFiles({ report_id }: { report_id: string }) {
  const found = useGet(listReportFiles, { report_id }, { staleMs: Number.POSITIVE_INFINITY })
  if (found.error) return <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
  const files = found.data?.files ?? []
  const sent = files.filter(({ meta }) => !meta)
  if (files.length === 0) return null
  return (
    <Section title={t('reports.files')} lead={t('reports.files.lead')}>
      <ul className="report-files">
        {files.map(
          (file) => file.meta && <Came key={file.file_id} report_id={report_id} file={file} meta={file.meta} />,
        )}
      </ul>
      {sent.length > 0 && (
        <List label={t('reports.files')}>
          {sent.map(({ file_id, arrived_on }) => (
            <ListItem
              key={file_id}
              icon="lock"
              title={t('reports.files.to_reporter', { day: day(arrived_on, 'long') })}
              detail={t('reports.files.sealed')}
            />
          ))}
        </List>
      )}
    </Section>
  )
}
