// The nights as they were confirmed, latest first.
import { Name, Table } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Night } from '../unit.ts'
import './places.css'

export function Nights({ nights }: { nights: Night[] }) {
  return (
    <Table
      label={t('places.nights')}
      items={nights}
      idOf={({ night }) => night}
      empty={<p className="place-more">{t('places.nights_none')}</p>}
      columns={[
        { id: 'night', label: t('places.night'), names: true, cell: ({ night }) => day(night, 'weekday') },
        { id: 'slept', label: t('places.slept'), align: 'end', cell: ({ lived_in, away }) => lived_in - away },
        { id: 'away', label: t('places.away'), align: 'end', cell: ({ away }) => away },
        { id: 'places', label: t('places.title'), align: 'end', cell: ({ places }) => places },
        {
          id: 'by',
          label: t('places.confirmed_by'),
          cell: ({ confirmed_by_name }) => <Name>{confirmed_by_name}</Name>,
        },
      ]}
    />
  )
}
