// What people learn alone, as the desk sees it: in which languages, whether somebody reviewed it, how many took it.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  EmptyState,
  LinkButton,
  Loaded,
  PageHeader,
  Stack,
  Table,
  type TableColumn,
  Toolbar,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { listModules, type ModuleLine } from '../catalogue.ts'
import { BringIn } from './BringIn.tsx'
import { titleIn, told, tones } from './module-words.ts'
import './modules.css'

function Named({ line }: { line: ModuleLine }) {
  const { titles, minutes, draft } = line
  return (
    <span className="module-named">
      <span dir="auto">{titleIn(titles)}</span>
      <small className="quiet">
        {t('modules.minutes', { minutes })}
        {draft !== null && <> · {t('modules.draft_beside', { version: draft })}</>}
      </small>
    </span>
  )
}

const columnsOf = (): TableColumn<ModuleLine>[] => [
  { id: 'title', label: t('modules.column.title'), names: true, cell: (line: ModuleLine) => <Named line={line} /> },
  { id: 'sector', label: t('modules.column.sector'), cell: ({ sector }: ModuleLine) => t(`sector.${sector}`) },
  {
    id: 'languages',
    label: t('modules.column.languages'),
    cell: ({ titles }: ModuleLine) => list(Object.keys(titles).map(languageName)),
  },
  {
    id: 'standing',
    label: t('modules.column.standing'),
    cell: ({ standing }: ModuleLine) => <Badge tone={tones[standing]}>{t(`modules.standing.${standing}`)}</Badge>,
  },
  ...(['started', 'finished', 'passed'] as const).map((id) => ({
    id,
    label: t(`modules.column.${id}`),
    align: 'end' as const,
    cell: (line: ModuleLine) => told(line[id]),
  })),
]

export function Modules() {
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const found = useGet(listModules, {})
  return (
    <Stack>
      <PreventionTabs here="modules" />
      <PageHeader title={t('modules.title')} lead={t('modules.lead')} />
      <Toolbar>
        <LinkButton href="/learn" target="_blank">
          {t('modules.try')}
        </LinkButton>
        {may['modules.manage'] && (
          <Button icon="file" onPress={() => setOpen(true)}>
            {t('modules.bring_in')}
          </Button>
        )}
      </Toolbar>
      <Loaded of={found}>
        {({ modules }) => (
          <Table
            label={t('modules.title')}
            columns={columnsOf()}
            items={modules}
            idOf={({ module_id }) => module_id}
            hrefOf={({ module_id }) => `/desk/prevention/modules/${module_id}`}
            empty={<EmptyState title={t('modules.none')} />}
          />
        )}
      </Loaded>
      {open && <BringIn onClose={() => setOpen(false)} />}
    </Stack>
  )
}
