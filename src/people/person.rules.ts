// What follows from a card: age, the presumption of minority, and what of it a partner sees.
import type { Card } from './card.ts'

export { ageRange, presumedMinor } from './age.rules.ts'
export { plainName, soundOf } from './name-mark.rules.ts'

/**
 * The card as a partner sees it: what is needed to speak with her, and of the rest only what the consent opened.
 * Her own team sees the whole card.
 */
export const cardForPartner = (card: Card, opened: readonly string[]): Card => ({
  ...card,
  ...(!opened.includes('identity') && { country: null, birth_year: null, age_in_doubt: false, province: null }),
  ...(!opened.includes('law') && { irregular_status: 'unknown' as const }),
  ...(!opened.includes('home') && !opened.includes('identity') && { has_children_with_her: false }),
})
