// Files that may be the person looked for, each with the reason, so that a colleague decides and not the machine.
import { Badge, List, ListItem, Name, Reference } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import type { FoundFile } from '../search.ts'

/** "Sounds the same · in another order"; a name of the legal identity is not said, only that it is one. */
export const whyFound = ({ by, why }: Pick<FoundFile, 'by' | 'why'>): string => {
  const reasons = list(why.map((each) => t(`search.why.${each}`)))
  return by === 'identity' ? t('search.by_identity', { why: reasons }) : reasons
}

export function FoundFiles({ rows }: { rows: FoundFile[] }) {
  return (
    <List label={t('search.found')}>
      {rows.map((row) => (
        <ListItem
          key={row.case_id}
          icon="person"
          href={`/desk/people/${row.merged_into ?? row.case_id}`}
          title={<Name>{row.alias}</Name>}
          detail={whyFound(row)}
          aside={
            <>
              {row.birth_year !== null && <bdi>{row.birth_year}</bdi>}
              <Badge tone="calm">{t(`cases.stage.${row.stage}`)}</Badge>
              {row.merged_into ? (
                <Badge>{t('search.merged')}</Badge>
              ) : (
                row.status === 'closed' && <Badge>{t('cases.list.closed')}</Badge>
              )}
              <Reference>{row.reference}</Reference>
            </>
          }
        />
      ))}
    </List>
  )
}
