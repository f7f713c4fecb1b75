// Several of a kind in a form: numbers, hours, doors. Each stands with its own heading and can be taken away; one more
// can be added at the end.
import { type ReactNode, useId } from 'react'
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

interface Props<Item> {
  /** What one of them is called. */
  label: string
  add: string
  items: Item[]
  empty: () => Item
  onChange: (items: Item[]) => void
  children: (item: Item, set: (change: Partial<Item>) => void, place: number) => ReactNode
}

export function Rows<Item extends object>({ label, add, items, empty, onChange, children }: Props<Item>) {
  const id = useId()
  return (
    <div className="stack">
      {items.map((item, place) => {
        const name = t('directory.row', { what: label, number: place + 1 })
        const set = (change: Partial<Item>) =>
          onChange(items.map((each, at) => (at === place ? { ...each, ...change } : each)))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id of their own and keep their order
          <fieldset key={place} className="row-of" aria-labelledby={`${id}-${place}`}>
            <div className="row-of-head">
              <span id={`${id}-${place}`} className="field-label">
                {name}
              </span>
              <Button
                small
                kind="quiet"
                icon="close"
                aria-label={t('directory.remove', { what: name })}
                onPress={() => onChange(items.filter((_, at) => at !== place))}
              />
            </div>
            {children(item, set, place)}
          </fieldset>
        )
      })}
      <div className="form-actions">
        <Button small icon="add" onPress={() => onChange([...items, empty()])}>
          {add}
        </Button>
      </div>
    </div>
  )
}
