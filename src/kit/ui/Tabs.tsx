// The sides of one thing, one at a time. A tab's panel is only drawn when it is looked at. Where the sides are many they
// come in groups, as a list beside their panel; on a phone the list becomes one choice, because a row of fifteen hides
// what one looks for.
import { type ReactNode, useEffect, useRef } from 'react'
import { Tabs as RawTabs, Tab, TabList, TabPanel } from 'react-aria-components'

export interface TabItem {
  id: string
  label: string
  /** How many wait behind it. */
  count?: number
  /** Named on the first of its group; items of one group stand together. */
  group?: string
  content: ReactNode
}

interface Props {
  label: string
  items: TabItem[]
  selected?: string
  onSelect?: (id: string) => void
}

/** Where there are more tabs than fit, the one that is open is brought into sight; the page itself stays where it is. */
const useInSight = (selected: string | undefined) => {
  const tabs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The parts draw their tabs a moment after themselves.
    const later = requestAnimationFrame(() => {
      const all = tabs.current?.getBoundingClientRect()
      const tab = tabs.current?.querySelector('[aria-selected="true"]')?.getBoundingClientRect()
      if (!all || !tab || selected === undefined) return
      if (tab.right > all.right) tabs.current?.scrollBy(tab.right - all.right, 0)
      else if (tab.left < all.left) tabs.current?.scrollBy(tab.left - all.left, 0)
      if (tab.bottom > all.bottom) tabs.current?.scrollBy(0, tab.bottom - all.bottom)
      else if (tab.top < all.top) tabs.current?.scrollBy(0, tab.top - all.top)
    })
    return () => cancelAnimationFrame(later)
  }, [selected])
  return tabs
}

interface Run {
  group: string | undefined
  items: TabItem[]
}
const runsOf = (items: TabItem[]): Run[] => {
  const runs: Run[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (last && last.group === item.group) last.items.push(item)
    else runs.push({ group: item.group, items: [item] })
  }
  return runs
}

/** The same choice as the phone itself offers it, with its groups. */
function Choice({ label, items, selected, onSelect }: Props) {
  return (
    <label className="tabs-choice">
      <span className="field-label">{label}</span>
      <select className="input" value={selected} onChange={(event) => onSelect?.(event.target.value)}>
        {runsOf(items).map((run) => (
          <optgroup key={run.items[0]!.id} label={run.group ?? label}>
            {run.items.map((item) => (
              <option key={item.id} value={item.id}>
                {item.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

export function Tabs({ label, items, selected, onSelect }: Props) {
  const tabs = useInSight(selected)
  const grouped = items.some(({ group }) => group)
  const startsGroup = (place: number) => items[place]?.group !== items[place - 1]?.group
  return (
    <RawTabs
      className={grouped ? 'tabs tabs-beside' : 'tabs'}
      orientation={grouped ? 'vertical' : 'horizontal'}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      {grouped && (
        <Choice label={label} items={items} {...(selected && { selected })} {...(onSelect && { onSelect })} />
      )}
      <TabList ref={tabs} aria-label={label} className="tab-list">
        {items.map((item, place) => (
          <Tab key={item.id} id={item.id} className="tab">
            {grouped && startsGroup(place) && (
              <span className="tab-group" aria-hidden="true">
                {item.group}
              </span>
            )}
            <span className="tab-face">
              {item.label}
              {item.count ? <span className="tab-count">{item.count}</span> : null}
            </span>
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="tab-panel">
          {item.content}
        </TabPanel>
      ))}
    </RawTabs>
  )
}
