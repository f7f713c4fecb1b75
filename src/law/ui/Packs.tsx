// The packs of law side by side: how many rules, how sure they are, and how many a lawyer of this organisation has signed.
import { Link } from 'react-aria-components'
import { useGet } from '#gate/query.ts'
import { Icon, Loaded, PageHeader, Stack } from '#kit/ui/index.ts'
import { list, number, t } from '#language/here.ts'
import { type PackCount, readPacks } from '../pack.ts'
import { packName } from './law-words.ts'
import './packs.css'

const sure = ['checked', 'secondary', 'memory'] as const
const said = { checked: 'read', secondary: 'secondary', memory: 'memory' } as const

/** Three widths and the same three in words: the picture alone says nothing to whoever does not see it. */
function HowSure({ pack }: { pack: PackCount }) {
  const shown = sure.filter((each) => pack[each] > 0)
  return (
    <div className="pack-sure">
      <div className="pack-bar" aria-hidden="true">
        {shown.map((each) => (
          <span key={each} className={`pack-${each}`} style={{ flexGrow: pack[each] }} />
        ))}
      </div>
      <ul>
        {shown.map((each) => (
          <li key={each}>
            <span className={`pack-key pack-${each}`} aria-hidden="true" />
            {t(`law.pack.${said[each]}`, { count: number(pack[each]) })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Card({ pack }: { pack: PackCount }) {
  const { id, rules, reviewed, verify, doubted, above } = pack
  return (
    <li className="pack-card">
      <div className="pack-head">
        <h2>
          <Link href={`/desk/law/packs/${id}`} className="list-title list-link">
            {packName(id)}
          </Link>
        </h2>
        <p className="pack-quiet">
          {t('law.pack.rules', { count: rules })}
          {above.length > 0 && <> · {t('law.pack.above', { packs: list(above.map(packName)) })}</>}
        </p>
      </div>
      <HowSure pack={pack} />
      <ul className="pack-marks">
        <li className={reviewed > 0 ? '' : 'pack-unsigned'}>
          <Icon name={reviewed > 0 ? 'check' : 'edit'} size={16} />
          {reviewed > 0
            ? t('law.pack.signed', { count: number(reviewed), all: number(rules) })
            : t('law.pack.none_signed')}
        </li>
        {verify > 0 && (
          <li>
            <Icon name="search" size={16} />
            {t('law.pack.verify', { count: verify })}
          </li>
        )}
        {doubted > 0 && (
          <li className="pack-doubted">
            <Icon name="warning" size={16} />
            {t('law.pack.doubted', { count: doubted })}
          </li>
        )}
      </ul>
    </li>
  )
}

export function Packs() {
  const found = useGet(readPacks, {})
  return (
    <Stack>
      <PageHeader
        title={t('law.pack.title')}
        lead={t('law.pack.lead')}
        back={{ href: '/desk/law', label: t('law.pack.back') }}
      />
      <Loaded of={found}>
        {({ packs }) => (
          <ul className="packs">
            {packs.map((pack) => (
              <Card key={pack.id} pack={pack} />
            ))}
          </ul>
        )}
      </Loaded>
    </Stack>
  )
}
