// Rows to compare. The server filters and sorts; a row opens with Enter or a press; on a phone each row becomes a card.
import type { ReactNode } from 'react'
import {
  Cell,
  Column,
  Table as RawTable,
  Row,
  type SortDescriptor,
  TableBody,
  TableHeader,
} from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Icon } from './Icon.tsx'

export interface TableColumn<Item> {
  id: string
  label: string
  cell: (item: Item) => ReactNode
  sortable?: boolean
  /** Numbers and short codes stand at the end of their column. */
  align?: 'end'
  /** The first column that names the row is its header; say so on one column. */
  names?: boolean
}

interface Props<Item> {
  label: string
  columns: TableColumn<Item>[]
  items: Item[]
  idOf: (item: Item) => string
  /** Where a row leads, as a path of the desk. */
  hrefOf?: (item: Item) => string
  sort?: { column: string; direction: 'ascending' | 'descending' }
  onSort?: (sort: { column: string; direction: 'ascending' | 'descending' }) => void
  /** Shown instead of rows; usually an EmptyState. */
  empty?: ReactNode
}

export function Table<Item extends object>({ label, columns, items, idOf, hrefOf, sort, onSort, empty }: Props<Item>) {
  if (items.length === 0 && empty) return <>{empty}</>
  const header = columns.find((each) => each.names)?.id ?? columns[0]?.id
  return (
    <div className="table-frame">
      <RawTable
        aria-label={label}
        className="table"
        {...(sort ? { sortDescriptor: sort as SortDescriptor } : {})}
        onSortChange={(next) => onSort?.({ column: String(next.column), direction: next.direction })}
      >
        <TableHeader>
          {columns.map((column) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column.id === header}
              allowsSorting={column.sortable ?? false}
              className={column.align ? 'cell-end' : 'cell'}
            >
              {({ sortDirection }) => (
                <span className="table-head">
                  {column.label}
                  {sortDirection && <Icon name={sortDirection === 'ascending' ? 'up' : 'down'} size={14} />}
                </span>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => t('ui.nothing_found')}>
          {items.map((item) => (
            <Row key={idOf(item)} id={idOf(item)} {...(hrefOf ? { href: hrefOf(item) } : {})} className="row">
              {columns.map((column) => (
                <Cell key={column.id} className={column.align ? 'cell-end' : 'cell'}>
                  <span className="cell-label" aria-hidden="true">
                    {column.label}
                  </span>
                  <span className="cell-value">{column.cell(item)}</span>
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </RawTable>
    </div>
  )
}
