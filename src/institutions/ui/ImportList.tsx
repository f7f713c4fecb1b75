// Bringing in a list of institutions: what each line would become is seen before anything is written.
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Name, PageHeader, Section, Stack, toast } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { importColumns, importInstitutions } from '../import.ts'
import { listInstitutions } from '../institution.ts'

type Looked = ReplyOf<typeof importInstitutions>
const tones = { added: 'good', known: 'neutral', wrong: 'warning' } as const

function Lines({ of, onWrite, busy }: { of: Looked; onWrite: () => void; busy: boolean }) {
  const { added, known, wrong, lines } = of
  return (
    <Section title={t('institutions.import_counts', { added, known, wrong })}>
      {added > 0 && (
        <div className="form-actions">
          <Button kind="primary" busy={busy} onPress={onWrite}>
            {t('institutions.import_write', { count: added })}
          </Button>
        </div>
      )}
      <List label={t('institutions.import')}>
        {lines.map(({ line, name, outcome, fault }) => (
          <ListItem
            key={line}
            title={name ? <Name>{name}</Name> : t('institutions.import_line', { line })}
            detail={[
              t('institutions.import_line', { line }),
              ...(fault ? [t(`institutions.fault.${fault}`)] : []),
            ].join(' · ')}
            aside={<Badge tone={tones[outcome]}>{t(`institutions.outcome.${outcome}`)}</Badge>}
          />
        ))}
      </List>
    </Section>
  )
}

export function ImportList() {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [csv, setCsv] = useState('')
  const [looked, setLooked] = useState<Looked | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const write = useWrite(importInstitutions, { invalidates: [listInstitutions] })
  const chosen = async (file: File | undefined) => {
    if (!file) return
    setProblem(null)
    setLooked(null)
    const text = await file.text()
    try {
      setLooked(await call(importInstitutions, { csv: text, write: false }, { idempotency_key: newId() }))
      setCsv(text)
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
  }
  const take = () =>
    write.mutate(
      { csv, write: true },
      {
        onSuccess: ({ added }) => {
          toast(t('institutions.import_done', { count: added }))
          void navigate({ to: '/prevention/institutions' as never })
        },
      },
    )
  const columns = list(importColumns.map((column) => t(`institutions.column.${column}`)))
  return (
    <Stack>
      <PageHeader
        title={t('institutions.import')}
        lead={t('institutions.import_lead')}
        back={{ href: '/desk/prevention/institutions', label: t('institutions.title') }}
      />
      <Section title={t('institutions.import_choose')} lead={t('institutions.import_columns', { columns })}>
        <div className="form-actions">
          <Button icon="file" onPress={() => input.current?.click()}>
            {t('institutions.import_choose')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,text/csv,text/plain"
          onChange={(event) => {
            void chosen(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        {problem && <ErrorNotice problem={problem} />}
        {write.error && <ErrorNotice problem={write.error} />}
      </Section>
      {looked && <Lines of={looked} onWrite={take} busy={write.isPending} />}
    </Stack>
  )
}
