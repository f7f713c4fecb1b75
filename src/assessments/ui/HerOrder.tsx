// Her own order of what matters: as few or as many as she likes, moved up and down with a finger or the keyboard.
import { useState } from 'react'
import { Button, ComboBox, List, ListItem } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { needsInstrument } from '../assessment.ts'
import { needName } from './need-words.ts'

interface Props {
  priority: string[]
  onChange: (priority: string[]) => void
}

export function HerOrder({ priority, onChange }: Props) {
  // A new box for each need, ready for the next one: whoever works by keyboard stays where she was.
  const [turn, setTurn] = useState(0)
  const left = needsInstrument.domains.map(({ code }) => code).filter((code) => !priority.includes(code))
  const up = (place: number) => {
    const next = [...priority]
    next.splice(place - 1, 0, ...next.splice(place, 1))
    onChange(next)
  }
  return (
    <>
      {priority.length > 0 && (
        <List label={t(needsInstrument.priority)}>
          {priority.map((need, place) => (
            <ListItem
              key={need}
              title={t('assessments.ranked', { place: place + 1, need: needName(need) })}
              aside={
                <>
                  {place > 0 && (
                    <Button
                      small
                      kind="quiet"
                      icon="up"
                      aria-label={t('assessments.move_up', { need: needName(need) })}
                      onPress={() => up(place)}
                    />
                  )}
                  <Button
                    small
                    kind="quiet"
                    icon="close"
                    aria-label={t('assessments.take_out', { need: needName(need) })}
                    onPress={() => onChange(priority.filter((each) => each !== need))}
                  />
                </>
              }
            />
          ))}
        </List>
      )}
      {left.length > 0 && (
        <ComboBox
          key={turn}
          autoFocus={turn > 0}
          menuTrigger="input"
          label={t(needsInstrument.priority)}
          description={t('assessments.priority_why')}
          options={left.map((id) => ({ id, label: needName(id) }))}
          value={null}
          onChange={(need) => {
            if (!need) return
            onChange([...priority, need])
            setTurn(turn + 1)
          }}
        />
      )}
    </>
  )
}
