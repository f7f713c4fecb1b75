// Screening at the desk without a file: asked, read and gone. Nothing of it is sent or kept; it may be printed.
import { useState } from 'react'
import { useSession } from '#gate/session.ts'
import { Button, LinkButton, Notice, PageHeader, Section, Stack, Toolbar } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { instrumentOf } from '../instruments.ts'
import { readScreening } from '../screening.rules.ts'
import { Gate } from './Gate.tsx'
import { Instruments } from './Instruments.tsx'
import { Questions } from './Questions.tsx'
import { ReadingTold } from './ReadingTold.tsx'
import { gateOf, newTalk, type Talk, useBeginning, useWords } from './talk.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

function Told({ talk, onAgain }: { talk: Talk; onAgain: () => void }) {
  const { mine } = useWords(talk)
  const instrument = instrumentOf(talk.instrument!)
  const reading = readScreening(instrument, talk.answers, talk.age!, gateOf(talk.gate)!)
  return (
    <Section title={t('screening.told', { name: instrument.name })} lead={day(today(), 'long')}>
      <Stack>
        <ReadingTold reading={reading} wordsOf={(code) => mine.data?.items[code]?.text ?? code} />
        <Notice>{t('screening.kept_nowhere')}</Notice>
        <div className="no-print">
          <Toolbar>
            <Button icon="download" onPress={() => window.print()}>
              {t('screening.print')}
            </Button>
            <Button onPress={onAgain}>{t('screening.again')}</Button>
          </Toolbar>
        </div>
      </Stack>
    </Section>
  )
}

export function Screening() {
  // Not a draft: what somebody says here stays on no device.
  const [talk, setTalk] = useState<Talk>(() => newTalk(today(), null, undefined))
  const { may } = useSession()
  const set = (change: Partial<Talk>) => setTalk((before) => ({ ...before, ...change }))
  const here = useBeginning(talk.step)
  const again = () => setTalk(newTalk(today(), null, talk.spoken))
  return (
    <>
      <PageHeader
        title={t('screening.title')}
        lead={t('screening.lead')}
        actions={
          <>
            {may['detection.read'] && (
              <LinkButton icon="search" href="/desk/signs">
                {t('shell.signs')}
              </LinkButton>
            )}
            {may['screening.words'] && (
              <LinkButton href="/desk/screening/wording">{t('screening.wording.title')}</LinkButton>
            )}
          </>
        }
      />
      <div ref={here} tabIndex={-1} className="screening-step">
        {talk.step === 'choose' && <Instruments onChoose={(instrument) => set({ instrument, step: 'gate' })} />}
        {talk.step === 'gate' && <Gate talk={talk} set={set} onBack={() => set({ step: 'choose' })} />}
        {talk.step === 'ask' && (
          <Questions
            talk={talk}
            set={set}
            today={today()}
            kept={false}
            busy={false}
            problem={null}
            onDone={() => set({ step: 'told' })}
            onBack={() => set({ step: 'gate' })}
          />
        )}
        {talk.step === 'told' && <Told talk={talk} onAgain={again} />}
      </div>
    </>
  )
}
