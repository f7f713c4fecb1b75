// Referrals to services without an account here: how each link stands, who opened it when, what came back; a new code,
// a reply, taking it back; and starting one.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { Card } from '#directory/ui/Card.tsx'
import { useGet } from '#gate/query.ts'
import { Badge, Button, Loaded, Prose, Section, Stack } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { LinkBadge, linkText, Openings } from '#links/ui/LinkFacts.tsx'
import { BarrierTap } from '#matching/ui/BarrierTap.tsx'
import { outsideSteps } from '../external.rules.ts'
import { listOutside, type OutsideReferral } from '../external.ts'
import { NewOutside } from './NewOutside.tsx'
import { NewCode, Reply, TakeBack } from './OutsideDialogs.tsx'
import { needName, outcomeName, reasonName } from './referral-words.ts'
import { Slice } from './Slice.tsx'
import { Summary } from './Summary.tsx'

type Doing = 'code' | 'reply' | 'withdraw'

const tones = { sent: 'calm', accepted: 'good', declined: 'warning', withdrawn: 'neutral', ended: 'neutral' } as const

function CameBack({ of }: { of: OutsideReferral }) {
  const { answered_at, decline_reason, outcome, outcome_on, answer_words, question, reply } = of
  return (
    <>
      {answered_at && <p>{t('referrals.answered_on', { day: day(answered_at.slice(0, 10)) })}</p>}
      {decline_reason && <p>{t('referrals.declined_because', { reason: reasonName(decline_reason) })}</p>}
      {outcome && (
        <p>{t('referrals.ended_with', { outcome: outcomeName(outcome), day: outcome_on ? day(outcome_on) : '' })}</p>
      )}
      {answer_words && <Said title={t('referrals.their_words')} words={answer_words} />}
      {question && <Said title={t('links.outside.question')} words={question} />}
      {reply && <Said title={t('links.outside.reply')} words={reply} />}
    </>
  )
}

function Said({ title, words }: { title: string; words: string }) {
  return (
    <>
      <h3>{title}</h3>
      <Prose>{words}</Prose>
    </>
  )
}

function Steps({ file, of, onDo }: { file: CaseFile; of: OutsideReferral; onDo: (doing: Doing) => void }) {
  const { new_code, withdraw } = outsideSteps(of.status)
  const opens = new_code && of.consent_live && of.link.state !== 'expired' && of.link.state !== 'revoked'
  return (
    <div className="form-actions">
      {opens && of.question && !of.reply && (
        <Button small kind="primary" onPress={() => onDo('reply')}>
          {t('links.outside.answer_question')}
        </Button>
      )}
      {opens && (
        <Button small onPress={() => onDo('code')}>
          {t(of.status === 'accepted' ? 'links.outside.ask_outcome' : 'links.new_code')}
        </Button>
      )}
      {withdraw && file.may['case.write'] && (
        <BarrierTap case_id={file.case_id} service_id={of.service_id} need={of.need} />
      )}
      {withdraw && (
        <Button small onPress={() => onDo('withdraw')}>
          {t('referrals.withdraw')}
        </Button>
      )}
    </div>
  )
}

interface OneProps {
  file: CaseFile
  of: OutsideReferral
  onDo: ((doing: Doing) => void) | undefined
}
function OneOutside({ file, of, onDo }: OneProps) {
  const { recipient_name, need, status, link, sent_at, answer_due_on, overdue, openings, summary, slice } = of
  return (
    <Card
      title={t('referrals.need_line', { need: needName(need), partner: isolate(recipient_name) })}
      lead={t('referrals.sent_on', { day: day(sent_at.slice(0, 10)), due: day(answer_due_on) })}
      actions={
        <>
          <Badge tone={tones[status]}>{t(`referrals.status.${status}`)}</Badge>
          {overdue && <Badge tone="danger">{t('referrals.overdue')}</Badge>}
          <LinkBadge link={link} />
        </>
      }
    >
      {of.exception_id && <p>{t('referrals.by_exception')}</p>}
      <p className="quiet">{linkText(link)}</p>
      <CameBack of={of} />
      <h3>{t('links.openings')}</h3>
      <Openings openings={openings} />
      {summary ? (
        <details>
          <summary>{t('links.outside.what_left')}</summary>
          <Summary summary={summary} />
          {slice && <Slice slice={slice} />}
        </details>
      ) : (
        <p className="quiet">{t('referrals.not_yours_to_read')}</p>
      )}
      {onDo && <Steps file={file} of={of} onDo={onDo} />}
    </Card>
  )
}

export function OutsideReferrals({ file, today }: { file: CaseFile; today: string }) {
  const { outside, need, ...rest } = useSearch({ strict: false }) as { outside?: string; need?: string }
  const navigate = useNavigate()
  const found = useGet(listOutside, { case_id: file.case_id })
  const [adding, setAdding] = useState(Boolean(outside))
  const [doing, setDoing] = useState<{ doing: Doing; of: OutsideReferral } | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  const maySend = Boolean(file.may['referrals.send'])
  const close = () => setDoing(null)
  const about = doing && { file, of: doing.of, onClose: close }
  return (
    <Stack>
      {adding && (
        <NewOutside
          file={file}
          today={today}
          {...(outside && { first: outside })}
          {...(need && { need })}
          onDone={(made) => {
            setAdding(false)
            setGiven(made)
            if (outside) void navigate({ search: rest as never, replace: true, to: '.' as never })
          }}
        />
      )}
      <Section
        plain
        title={t('links.outside.title')}
        lead={t('links.outside.lead')}
        actions={
          maySend &&
          !adding && (
            <Button icon="referral" onPress={() => setAdding(true)}>
              {t('links.outside.new')}
            </Button>
          )
        }
      >
        <Loaded of={found}>
          {({ referrals }) =>
            referrals.length === 0 ? (
              <p className="quiet">{t('links.outside.empty')}</p>
            ) : (
              <Stack>
                {referrals.map((of) => (
                  <OneOutside
                    key={of.external_id}
                    file={file}
                    of={of}
                    onDo={maySend ? (step) => setDoing({ doing: step, of }) : undefined}
                  />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
      {about && doing.doing === 'code' && <NewCode {...about} onMade={setGiven} />}
      {about && doing.doing === 'reply' && <Reply {...about} />}
      {about && doing.doing === 'withdraw' && <TakeBack {...about} />}
      {given && <HandOver given={given} onClose={() => setGiven(null)} />}
    </Stack>
  )
}
