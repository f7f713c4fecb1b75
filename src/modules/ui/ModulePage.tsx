// One module: what it holds and rests on, how many took it, its versions; tried out, taken out, published, withdrawn.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  ConfirmDialog,
  Facts,
  LinkButton,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, language, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { saveAs } from '#media/ui/save-as.ts'
import {
  listModules,
  type ModuleLine,
  type ModuleVersion,
  publishModule,
  readModule,
  withdrawModule,
} from '../catalogue.ts'
import type { ModuleFile, Unit } from '../module.ts'
import { BringIn } from './BringIn.tsx'
import { titleIn, told, tones } from './module-words.ts'
import './modules.css'

const kindOf = (unit: Unit, percent: number): string => {
  const count =
    unit.kind === 'situation'
      ? unit.nodes.length
      : unit.kind === 'signs'
        ? unit.signs.length
        : unit.kind === 'quiz'
          ? unit.items.length
          : 0
  return t(`modules.kind.${unit.kind}`, { count, percent })
}

const takeOut = (file: ModuleFile): void => {
  const bytes = new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`)
  saveAs(`${file.module.id}.json`, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))
  toast(t('modules.taken_out'))
}

function Holds({ file }: { file: ModuleFile }) {
  const texts = file.texts[language()] ?? file.texts.en ?? Object.values(file.texts)[0] ?? {}
  const { units, sources, pass_percent } = file.module
  return (
    <>
      <Section title={t('modules.holds')}>
        <ol className="module-units">
          {units.map((unit) => (
            <li key={unit.id}>
              <span dir="auto">{texts[`${unit.id}.title`]}</span>
              <small className="quiet">{kindOf(unit, pass_percent)}</small>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('modules.sources')}>
        <ul className="module-units">
          {sources.map(({ id, title, publisher, year, url, confidence }) => (
            <li key={id}>
              <span dir="auto">
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer noopener">
                    {title}
                  </a>
                ) : (
                  title
                )}
                . {publisher}
                {year !== null && `, ${year}`}
              </span>
              <small className="quiet">{t(`modules.sure.${confidence}`)}</small>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

type Asking = { of: ModuleVersion; what: 'publish' | 'withdraw' }

function Versions({ module_id, versions }: { module_id: string; versions: readonly ModuleVersion[] }) {
  const { may } = useSession()
  const [asking, setAsking] = useState<Asking | null>(null)
  const touched = { invalidates: [readModule, listModules] }
  const publish = useWrite(publishModule, touched)
  const withdraw = useWrite(withdrawModule, touched)
  const act = ({ of: { module_version, version }, what }: Asking) => {
    const done = () => {
      toast(t(what === 'publish' ? 'modules.published_now' : 'modules.withdrawn_now'))
      setAsking(null)
    }
    const write = what === 'publish' ? publish : withdraw
    write.mutate({ module_id, module_version, version }, { onSuccess: done, onError: () => setAsking(null) })
  }
  const problem = publish.error ?? withdraw.error
  return (
    <Section title={t('modules.versions')}>
      {problem && <Notice tone="danger">{t(`problem.${problem.key}`)}</Notice>}
      <ul className="module-units">
        {versions.map((of) => (
          <li key={of.module_version}>
            <span className="module-version">
              {t('modules.version', { version: of.module_version })}
              <Badge tone={tones[of.standing]}>{t(`modules.standing.${of.standing}`)}</Badge>
              {may['modules.manage'] && of.standing === 'draft' && (
                <Button small kind="primary" onPress={() => setAsking({ of, what: 'publish' })}>
                  {t('modules.publish')}
                </Button>
              )}
              {may['modules.manage'] && of.standing !== 'withdrawn' && (
                <Button small onPress={() => setAsking({ of, what: 'withdraw' })}>
                  {t('modules.withdraw')}
                </Button>
              )}
            </span>
            <small className="quiet">
              {t('modules.kept_by', { name: of.kept_by_name, day: day(of.kept_at.slice(0, 10)) })}
            </small>
          </li>
        ))}
      </ul>
      {asking && (
        <ConfirmDialog
          isOpen
          onClose={() => setAsking(null)}
          title={t(`modules.${asking.what}_version`, { version: asking.of.module_version })}
          action={t(`modules.${asking.what}`)}
          busy={publish.isPending || withdraw.isPending}
          danger={asking.what === 'withdraw'}
          onConfirm={() => act(asking)}
        >
          {asking.what === 'publish'
            ? t('modules.publish_ask', { address: `/learn/${module_id}` })
            : t('modules.withdraw_ask')}
        </ConfirmDialog>
      )}
    </Section>
  )
}

const isOffered = ({ standing }: ModuleLine) => standing === 'house' || standing === 'published'

export function ModulePage() {
  const { module_id = '' } = useParams({ strict: false }) as { module_id?: string }
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const found = useGet(readModule, { module_id })
  return (
    <Loaded of={found} skeleton={<PageHeader title={t('modules.title')} />}>
      {({ line, file, versions }) => (
        <Stack>
          <PreventionTabs here="modules" />
          <PageHeader
            title={titleIn(line.titles)}
            lead={`${t(`sector.${line.sector}`)} · ${t('modules.minutes', { minutes: line.minutes })} · ${list(Object.keys(line.titles).map(languageName))}`}
            back={{ href: '/desk/prevention/modules', label: t('modules.back') }}
            marks={
              <Badge tone={tones[line.standing]}>
                {t(`modules.standing.${line.standing}`)} · {t('modules.version', { version: line.module_version })}
              </Badge>
            }
            actions={
              <>
                {isOffered(line) && (
                  <LinkButton kind="primary" href={`/learn/${module_id}`} target="_blank">
                    {t('modules.try')}
                  </LinkButton>
                )}
                <Button icon="download" onPress={() => takeOut(file)}>
                  {t('modules.take_out')}
                </Button>
                {may['modules.manage'] && line.standing !== 'house' && (
                  <Button icon="file" onPress={() => setOpen(true)}>
                    {t('modules.bring_in')}
                  </Button>
                )}
              </>
            }
          />
          <Notice tone={line.reviewed_by ? 'good' : 'warning'}>
            {line.reviewed_by ? t('modules.reviewed', { name: line.reviewed_by }) : t('modules.unreviewed')}
          </Notice>
          <Section title={t('modules.numbers')} lead={t('modules.numbers_lead')}>
            <Facts
              items={(['started', 'finished', 'passed'] as const).map((id) => ({
                label: t(`modules.column.${id}`),
                value: told(line[id]),
              }))}
            />
          </Section>
          {versions.length > 0 && line.standing !== 'house' && <Versions module_id={module_id} versions={versions} />}
          <Holds file={file} />
          {open && <BringIn onClose={() => setOpen(false)} />}
        </Stack>
      )}
    </Loaded>
  )
}
