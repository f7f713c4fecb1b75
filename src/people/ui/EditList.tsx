// Several answers of one kind: each stands in a frame of its own and can be taken away again; one more is a press.
import type { ReactNode } from 'react'
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

interface Props<Item> {
  items: readonly Item[]
  max: number
  /** What the frame around one is called, by its place. */
  titleOf: (item: Item, place: number) => string
  add: string
  fresh: () => Item
  onChange: (items: Item[]) => void
  children: (item: Item, set: (change: Partial<Item>) => void, place: number) => ReactNode
}

export function EditList<Item>({ items, max, titleOf, add, fresh, onChange, children }: Props<Item>) {
  return (
    <div className="edit-list">
      {items.map((item, place) => {
        const set = (change: Partial<Item>) =>
          onChange(items.map((each, at) => (at === place ? { ...each, ...change } : each)))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer being typed has no other name than its place
          <fieldset key={place} className="edit-one">
            <legend>{titleOf(item, place)}</legend>
            {children(item, set, place)}
            <Button small kind="quiet" icon="close" onPress={() => onChange(items.filter((_, at) => at !== place))}>
              {t('person.take_away')}
            </Button>
          </fieldset>
        )
      })}
      {items.length < max && (
        <Button small icon="add" onPress={() => onChange([...items, fresh()])}>
          {add}
        </Button>
      )}
    </div>
  )
}
