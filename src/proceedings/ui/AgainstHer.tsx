// What is held against the person, and where signs were noted, the rule that may protect her from punishment, with its
// article, the letter to counsel and the guided checklists.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { LetterDialog } from '#documents/ui/LetterDialog.tsx'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, Notice, Section, Stack, toast } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { addAlert, readAlerts } from '#notes/alert.ts'
import { readGuided } from '../guide.ts'
import { type Proceeding, readProceedings } from '../proceeding.ts'
import { GuideForm } from './GuideForm.tsx'
import { type Fit, Guides } from './Guides.tsx'
import { ProceedingForm } from './ProceedingForm.tsx'
import { citedIn, lineOf, nameOf } from './proceeding-words.ts'

type Protection = ReturnType<typeof useLaw>['data'] extends infer Data
  ? NonNullable<Data> extends { protections: (infer One)[] }
    ? One
    : never
  : never

const useLaw = (case_id: string) => useGet(readProceedings, { case_id })

function Rules({ protection }: { protection: Protection }) {
  return (
    <ul className="proceedings-rules">
      {protection.rules.map((rule) => (
        <li key={rule.code}>
          <strong>{citedIn(rule.article)}</strong>
          <p>{t(`proceedings.rule.${rule.code}`)}</p>
          <p className="proceedings-quiet">
            {t(`proceedings.nature.${rule.nature}`)} · {t(`proceedings.confidence.${rule.confidence}`)}
            {!rule.reviewed && <> · {t('proceedings.not_reviewed')}</>}
          </p>
        </li>
      ))}
    </ul>
  )
}

interface Props {
  file: CaseFile
  today: string
}

function Protected({
  file,
  today,
  proceedings,
  protections,
}: Props & { proceedings: Proceeding[]; protections: Protection[] }) {
  const { case_id, card } = file
  const [writing, setWriting] = useState(false)
  const stick = useWrite(addAlert, { invalidates: [readAlerts] })
  const met = proceedings.filter(({ proceeding_id }) =>
    protections.some((each) => each.proceeding_id === proceeding_id),
  )
  const articles = [...new Set(protections.flatMap(({ rules }) => rules.map(({ article }) => citedIn(article))))]
  const mayWrite = file.writes.includes('law')
  const letterLanguage = ['es', 'it'].includes(language()) ? language() : 'en'
  const inSight = () =>
    stick.mutate(
      { case_id, alert_id: newId(), section: 'law', kind: 'other', words: t('proceedings.in_sight_words') },
      { onSuccess: () => toast(t('proceedings.in_sight_done')) },
    )
  return (
    <Section title={t('proceedings.protected.title')} lead={t('proceedings.protected.lead')}>
      <Stack>
        {protections.map((protection) => {
          const proceeding = met.find(({ proceeding_id }) => proceeding_id === protection.proceeding_id)
          return (
            <div key={protection.proceeding_id} className="proceedings-met">
              <h3>{proceeding && nameOf(proceeding)}</h3>
              {protection.only_above && <Notice>{t('proceedings.only_above')}</Notice>}
              <Rules protection={protection} />
            </div>
          )
        })}
        <Notice>{t('proceedings.counsel_decides')}</Notice>
        {mayWrite && (
          <div className="proceedings-actions">
            {file.may['letters.write'] !== false && (
              <Button kind="primary" icon="note" onPress={() => setWriting(true)}>
                {t('proceedings.write_letter')}
              </Button>
            )}
            <Button icon="warning" busy={stick.isPending} onPress={inSight}>
              {t('proceedings.in_sight')}
            </Button>
          </div>
        )}
        {writing && (
          <LetterDialog
            file={file}
            today={today}
            onClose={() => setWriting(false)}
            begun={{
              letter: 'counsel',
              language: letterLanguage,
              values: { name: card.alias, proceedings: met.map(lineOf).join('\n'), rules: articles.join('\n') },
            }}
          />
        )}
      </Stack>
    </Section>
  )
}

const tones = { open: 'warning', suspended: 'calm', ended: 'neutral' } as const

interface SideProps extends Props {
  /** A form has the whole side to itself. */
  onAlone: (alone: boolean) => void
}

export function AgainstHer({ file, today, onAlone }: SideProps) {
  const { case_id } = file
  const found = useLaw(case_id)
  const guided = useGet(readGuided, { case_id })
  const [editing, setEditing] = useState<Proceeding | 'new' | null>(null)
  const [guiding, setGuiding] = useState<Fit | null>(null)
  const mayWrite = file.writes.includes('law')
  const open = (change: () => void, alone: boolean) => {
    change()
    onAlone(alone)
  }
  const add = mayWrite && (
    <Button icon="add" onPress={() => open(() => setEditing('new'), true)}>
      {t('proceedings.add')}
    </Button>
  )
  return (
    <Loaded of={found}>
      {({ proceedings, protections }) => {
        const fits = (guided.data?.fit ?? []).flatMap(({ proceeding_id, guide: code }): Fit[] => {
          const proceeding = proceedings.find((each) => each.proceeding_id === proceeding_id)
          const guide = guided.data?.guides.find((each) => each.code === code)
          const begun = guided.data?.guided.find((each) => each.proceeding_id === proceeding_id && each.guide === code)
          return proceeding && guide ? [{ proceeding, guide, guided: begun ?? null }] : []
        })
        if (guiding)
          return <GuideForm {...{ file, today }} {...guiding} onDone={() => open(() => setGuiding(null), false)} />
        if (editing)
          return (
            <ProceedingForm
              case_id={case_id}
              today={today}
              proceeding={editing === 'new' ? null : editing}
              onDone={() => open(() => setEditing(null), false)}
            />
          )
        if (proceedings.length === 0)
          return (
            <EmptyState icon="shield" title={t('proceedings.empty')} {...(add && { action: add })}>
              <p>{t('proceedings.empty_why')}</p>
            </EmptyState>
          )
        return (
          <Stack>
            {protections.length > 0 && (
              <Protected file={file} today={today} proceedings={proceedings} protections={protections} />
            )}
            <Section title={t('proceedings.proceedings')} actions={add}>
              <List label={t('proceedings.proceedings')}>
                {proceedings.map((proceeding) => (
                  <ListItem
                    key={proceeding.proceeding_id}
                    title={nameOf(proceeding)}
                    detail={[proceeding.authority, proceeding.number, proceeding.words]
                      .filter((part) => part !== '')
                      .join(' · ')}
                    aside={
                      <>
                        <Badge tone={tones[proceeding.status]}>{t(`proceedings.status.${proceeding.status}`)}</Badge>
                        {mayWrite && (
                          <Button
                            small
                            kind="quiet"
                            icon="edit"
                            aria-label={t('proceedings.change_of', { what: nameOf(proceeding) })}
                            onPress={() => open(() => setEditing(proceeding), true)}
                          />
                        )}
                      </>
                    }
                  />
                ))}
              </List>
            </Section>
            <Guides fits={fits} mayWrite={mayWrite} onOpen={(fit) => open(() => setGuiding(fit), true)} />
          </Stack>
        )
      }}
    </Loaded>
  )
}
