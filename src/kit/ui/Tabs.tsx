// The sides of one thing, one at a time. A tab's panel is only drawn when it is looked at.
import { type ReactNode, useEffect, useRef } from 'react'
import { Tabs as RawTabs, Tab, TabList, TabPanel } from 'react-aria-components'

export interface TabItem {
  id: string
  label: string
  /** How many wait behind it. */
  count?: number
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
      const row = tabs.current?.getBoundingClientRect()
      const tab = tabs.current?.querySelector('[aria-selected="true"]')?.getBoundingClientRect()
      if (!row || !tab || selected === undefined) return
      if (tab.right > row.right) tabs.current?.scrollBy(tab.right - row.right, 0)
      else if (tab.left < row.left) tabs.current?.scrollBy(tab.left - row.left, 0)
    })
    return () => cancelAnimationFrame(later)
  }, [selected])
  return tabs
}

export function Tabs({ label, items, selected, onSelect }: Props) {
  const tabs = useInSight(selected)
  return (
    <RawTabs
      className="tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList ref={tabs} aria-label={label} className="tab-list">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
            {item.count ? <span className="tab-count">{item.count}</span> : null}
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
