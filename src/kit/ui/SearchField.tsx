// A search that waits for a pause in the typing before it asks.
import { useEffect, useRef, useState } from 'react'
import { Button, Input, Label, SearchField as RawSearchField } from 'react-aria-components'
import { Icon } from './Icon.tsx'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  pauseMs?: number
  autoFocus?: boolean
}

export function SearchField({ label, value, onChange, pauseMs = 250, autoFocus = false }: Props) {
  const [typed, setTyped] = useState(value)
  const tell = useRef(onChange)
  tell.current = onChange
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => tell.current(typed), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, pauseMs])
  return (
    <RawSearchField className="search" value={typed} onChange={setTyped} autoFocus={autoFocus}>
      <Label className="visually-hidden">{label}</Label>
      <Icon name="search" size={18} />
      <Input className="input" dir="auto" placeholder={label} />
      {typed !== '' && (
        <Button className="input-button">
          <Icon name="close" size={16} />
        </Button>
      )}
    </RawSearchField>
  )
}
