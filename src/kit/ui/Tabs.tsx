// The sides of one thing, one at a time. A tab's panel is only drawn when it is looked at.
import type { ReactNode } from 'react'
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

export function Tabs({ label, items, selected, onSelect }: Props) {
  return (
    <RawTabs
      className="tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className="tab-list">
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
