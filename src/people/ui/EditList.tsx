// Several answers of one kind: each in a frame of its own that can be taken away again. Those already there are folded
// to a line, so that whoever comes for one of them is not shown the questions of all.
import { type ReactNode, useId, useState } from 'react'
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

interface OneProps {
  title: string
  startsOpen: boolean
  onRemove: () => void
  children: ReactNode
}

function One({ title, startsOpen, onRemove, children }: OneProps) {
  const [isOpen, setOpen] = useState(startsOpen)
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className="edit-one">
      <div className="edit-head">
        <strong id={id} dir="auto">
          {title}
        </strong>
        {!isOpen && (
          <Button small kind="quiet" icon="edit" aria-describedby={id} onPress={() => setOpen(true)}>
            {t('person.change')}
          </Button>
        )}
        <Button small kind="quiet" icon="close" aria-describedby={id} onPress={onRemove}>
          {t('person.take_away')}
        </Button>
      </div>
      {isOpen && children}
    </fieldset>
  )
}

interface Props<Item> {
  items: readonly Item[]
  max: number
  titleOf: (item: Item) => string
  add: string
  fresh: () => Item
  onChange: (items: Item[]) => void
  children: (item: Item, set: (change: Partial<Item>) => void, place: number) => ReactNode
}

export function EditList<Item>({ items, max, titleOf, add, fresh, onChange, children }: Props<Item>) {
  // An answer being typed has no name but the one it gets here; what was there at the beginning starts folded.
  const [keys, setKeys] = useState(() => items.map((_, place) => place))
  const [next, setNext] = useState(items.length)
  const [folded] = useState(items.length)
  const known = items.map((_, place) => keys[place] ?? next + place)
  const set = (place: number) => (change: Partial<Item>) =>
    onChange(items.map((each, at) => (at === place ? { ...each, ...change } : each)))
  const remove = (place: number) => {
    setKeys(known.filter((_, at) => at !== place))
    onChange(items.filter((_, at) => at !== place))
  }
  const addOne = () => {
    setKeys([...known, next])
    setNext(next + 1)
    onChange([...items, fresh()])
  }
  return (
    <div className="edit-list">
      {items.map((item, place) => (
        <One
          key={known[place]}
          title={titleOf(item)}
          startsOpen={known[place]! >= folded || items.length === 1}
          onRemove={() => remove(place)}
        >
          {children(item, set(place), place)}
        </One>
      ))}
      {items.length < max && (
        <Button small icon="add" onPress={addOne}>
          {add}
        </Button>
      )}
    </div>
  )
}
