// Somebody new for the register, or what changed of one: kept as a draft until it is saved.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, Loaded, Notice, PageHeader, Skeleton, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { zoneHere } from '#people/safe-contact.ts'
import {
  type Interpreter,
  keepInterpreter,
  listEmergencyInterpreters,
  listInterpreters,
  readInterpreter,
} from '../register.ts'
import { LanguagesPart, RatesPart, WhenPart } from './FormWhat.tsx'
import { CommunitiesPart, WhoPart } from './FormWho.tsx'

export type Written = Omit<SentInputOf<typeof keepInterpreter>, 'interpreter_id' | 'version'>
export interface PartProps {
  of: Written
  set: (change: Partial<Written>) => void
}

const nobody = (): Written => ({
  kind: 'freelance',
  gender: 'not_said',
  province: null,
  modes: ['telephone'],
  emergency: false,
  details: { names: [''], phone: '', email: '', birth_year: null, agency: '', communities: [], notes: '' },
  languages: [{ language: '', dialect: null, level: 'professional', both_ways: true }],
  zone: zoneHere,
  hours: [],
  off: [],
  rates: [],
})

const writtenOf = (of: Interpreter): Written => {
  const { kind, gender, province, modes, emergency, details, languages, zone, hours, off, rates } = of
  return { kind, gender, province, modes, emergency, details, languages, zone, hours, off, rates }
}

function Writing({ of }: { of?: Interpreter }) {
  const navigate = useNavigate()
  const [interpreter_id] = useState(() => of?.interpreter_id ?? newId())
  const first = of ? writtenOf(of) : nobody()
  const [written, show, clear, returned] = useDraft(`interpreter ${of?.interpreter_id ?? 'new'}`, first)
  const set = (change: Partial<Written>) => show({ ...written, ...change })
  const save = useWrite(keepInterpreter, {
    invalidates: [listInterpreters, readInterpreter, listEmergencyInterpreters],
  })
  const open = (id: string) => void navigate({ to: `/interpreters/${id}` as never })
  const submit = () => {
    const { details } = written
    const names = details.names.map((name) => name.trim()).filter((name) => name !== '')
    save.mutate(
      { interpreter_id, version: of?.version ?? 0, ...written, details: { ...details, names } },
      {
        onSuccess: () => {
          clear()
          toast(t('interpreting.saved'))
          open(interpreter_id)
        },
      },
    )
  }
  const leave = () => {
    clear()
    if (of) open(of.interpreter_id)
    else void navigate({ to: '/interpreters' as never })
  }
  return (
    <Stack>
      <PageHeader
        title={of ? of.name : t('interpreting.add')}
        lead={t('interpreting.form_lead')}
        back={{
          href: of ? `/desk/interpreters/${of.interpreter_id}` : '/desk/interpreters',
          label: of ? of.name : t('interpreting.title'),
        }}
      />
      {returned && <Notice>{t('interpreting.draft_returned')}</Notice>}
      <Form problem={save.error} onSubmit={submit}>
        <Stack>
          <WhoPart of={written} set={set} />
          <LanguagesPart of={written} set={set} />
          <WhenPart of={written} set={set} />
          <CommunitiesPart of={written} set={set} />
          <RatesPart of={written} set={set} />
          <FormActions>
            <Button type="submit" kind="primary" busy={save.isPending}>
              {t('interpreting.save')}
            </Button>
            <Button kind="quiet" onPress={leave}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Stack>
      </Form>
    </Stack>
  )
}

export const NewInterpreter = () => <Writing />

export function EditInterpreter() {
  const { interpreter_id } = useParams({ strict: false }) as { interpreter_id?: string }
  const found = useGet(readInterpreter, interpreter_id ? { interpreter_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <Writing key={of.version} of={of} />}
    </Loaded>
  )
}
