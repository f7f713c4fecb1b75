// The card in facts: what everyone who may open the file needs to speak with the person.
import { Facts } from '#kit/ui/index.ts'
import type { Card } from '../card.ts'
import { cardFields, cardLabel, cardWords } from './card-words.ts'

const seldomSaid = new Set<keyof Card>(['age_in_doubt', 'has_children_with_her'])

export function CardFacts({ card }: { card: Card }) {
  const shown = cardFields.filter((name) => !seldomSaid.has(name) || card[name])
  return (
    <Facts
      items={shown.map((name) => ({ label: cardLabel(name), value: <span dir="auto">{cardWords(card, name)}</span> }))}
    />
  )
}
