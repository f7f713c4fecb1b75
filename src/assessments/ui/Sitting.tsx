// One instrument with her, on a surface of its own: question by question, or whole where it is a matrix, a judgement, a
// checklist or a paper being typed in.
import { useState } from 'react'
import { openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, Loaded, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listProtocolsOfFile } from '#safety/protocol.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listResults } from '../results.ts'
import { finishSitting, listOffered, listSittings, readSitting, type Sitting as Shown } from '../sitting.ts'
import { Ending } from './Ending.tsx'
import { type Form, hereWorded, useForm } from './form-words.ts'
import { LeaveSitting } from './LeaveSitting.tsx'
import { OneQuestion } from './OneQuestion.tsx'
import { Opening } from './Opening.tsx'
import { OwnDoorDialog } from './OwnDoorDialog.tsx'
import { SittingFoot, SittingFrame } from './SittingFrame.tsx'
import { useSitting } from './use-sitting.ts'
import { WholeForm } from './WholeForm.tsx'

const invalidates = [listOffered, listSittings, listResults, listProtocolsOfFile, readTimeline, openFile]

interface Props {
  case_id: string
  today: string
  onClose: () => void
}

function Under({ case_id, today, onClose, sitting, hers, beside }: Props & Words & { sitting: Shown }) {
  const { instrument } = hers
  const walk = useSitting(case_id, sitting, instrument)
  const [leaving, setLeaving] = useState<'not_today' | 'stop' | null>(null)
  const finish = useWrite(finishSitting, { invalidates })
  const { sitting_id } = sitting
  const whole = instrument.shape !== 'scale' || sitting.giving.given === 'paper'
  // Where she reads the worker's language, one word is enough.
  const said = hers.wording.language === hereWorded() ? {} : hers.said
  const item = instrument.items.find(({ code }) => code === walk.at)
  const close = () => {
    walk.forget()
    toast(t('instruments.kept'))
    onClose()
  }
  const finishNow = () =>
    void walk.settle().then(
      (version) => finish.mutate({ case_id, sitting_id, version }, { onSuccess: close }),
      () => {},
    )
  const finishes = (
    <Button kind="primary" icon="check" busy={finish.isPending} onPress={finishNow}>
      {t('instruments.finish')}
    </Button>
  )
  const leave = { onNotToday: () => setLeaving('not_today'), onStop: () => setLeaving('stop') }
  const title = hers.wording.title
  if (leaving)
    return (
      <SittingFrame title={title} walk={walk} foot={null} onQuestion>
        <LeaveSitting {...{ case_id, sitting_id, walk, onClose }} how={leaving} onReturn={() => setLeaving(null)} />
      </SittingFrame>
    )
  if (whole)
    return (
      <SittingFrame
        title={title}
        walk={walk}
        foot={
          <SittingFoot {...leave} said={said}>
            {finishes}
          </SittingFoot>
        }
      >
        {finish.error && <ErrorNotice problem={finish.error} />}
        <WholeForm {...{ walk, hers, beside, sitting, today }} />
      </SittingFrame>
    )
  const begins = walk.at === 'opening'
  const ends = !begins && !item
  return (
    <SittingFrame
      title={title}
      walk={walk}
      onQuestion
      foot={
        <SittingFoot
          {...leave}
          said={said}
          onBack={begins ? undefined : walk.back}
          onSkip={item ? () => walk.answer(item.code, null) : undefined}
        >
          {begins && (
            <Button kind="primary" onPress={() => walk.goTo(walk.asked[0] ?? 'ending')}>
              {said.begin && said.begin !== t('instruments.begin_now')
                ? `${said.begin} · ${t('instruments.begin_now')}`
                : t('instruments.begin_now')}
            </Button>
          )}
          {ends && finishes}
        </SittingFoot>
      }
    >
      {finish.error && <ErrorNotice problem={finish.error} />}
      {begins && <Opening hers={hers} beside={beside} />}
      {item && (
        <OneQuestion
          key={item.code}
          {...{ item, hers, beside, today }}
          value={walk.given[item.code] ?? null}
          onAnswer={(answer) => walk.answer(item.code, answer)}
        />
      )}
      {ends && <Ending {...{ walk, hers, beside }} thanks={said.thanks} />}
    </SittingFrame>
  )
}

interface Words {
  hers: Form
  beside: Form | undefined
}

export function Sitting({ sitting_id, ...props }: Props & { sitting_id: string }) {
  const found = useGet(readSitting, { case_id: props.case_id, sitting_id }, { staleMs: Number.POSITIVE_INFINITY })
  const sitting = found.data
  const form = sitting && { instrument: sitting.instrument, version: sitting.instrument_version }
  const hers = useForm(form ? { ...form, language: sitting.giving.worded, official: sitting.official } : null)
  // The official sentences are those of her language; beside them stand our own words.
  const other = sitting?.giving.beside ?? null
  const beside = useForm(form && other ? { ...form, language: other, official: null } : null)
  return (
    <Loaded of={found}>
      {(read) => (
        <Loaded of={hers}>
          {(words) => {
            if (read.door?.state === 'with_her')
              return <OwnDoorDialog case_id={props.case_id} sitting_id={sitting_id} onClose={props.onClose} />
            if (other && !beside.data && !beside.error) return null
            return <Under {...props} sitting={read} hers={words} beside={beside.data} />
          }}
        </Loaded>
      )}
    </Loaded>
  )
}
