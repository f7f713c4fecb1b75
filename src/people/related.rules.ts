// What follows from what is known of someone around the person: where it is kept, who may be called, and who must not
// learn where the person is.
import type { Section } from '#access/access.ts'
import type { Related, RelatedGroup, RelatedPerson, WhereReason } from './related.ts'

const sections: Record<RelatedGroup, Section> = {
  family: 'identity',
  household: 'home',
  dependant: 'home',
  apart: 'safety',
}
export const sectionOf = (group: RelatedGroup): Section => sections[group]

/**
 * Why someone must not learn where the person is, or null when they may. Nobody is trusted by default: someone must have
 * been called safe, and live with the person or be among those the person lets know what happened. A minor's family is
 * told nothing before someone looked at whether it is safe: until then it is not known.
 */
export const whyNotWhere = ({ group, safe, lives_with, may_be_told }: RelatedPerson): WhereReason | null => {
  if (group === 'apart') return 'apart'
  if (safe === 'not_safe') return 'not_safe'
  if (safe === 'not_known') return 'not_known'
  return lives_with === 'yes' || may_be_told === 'yes' ? null : 'not_told'
}

/** Who must not learn where the person is: what a call, a visit, a letter or a photo must never tell them. */
export const mustNotLearnWhere = (people: readonly Related[]): { related_id: string; because: WhereReason }[] =>
  people.flatMap(({ related_id, person }) => {
    const because = whyNotWhere(person)
    return because ? [{ related_id, because }] : []
  })

const worst: readonly WhereReason[] = ['apart', 'not_safe', 'not_known', 'not_told']
/** Each with why, for a warning: whoever is a danger before whoever was only never asked about. */
export const worstFirst = ({
  people,
  must_not_learn_where,
}: {
  people: readonly Related[]
  must_not_learn_where: readonly { related_id: string; because: WhereReason }[]
}): (Related & { because: WhereReason })[] =>
  must_not_learn_where
    .flatMap(({ related_id, because }) => {
      const found = people.find((each) => each.related_id === related_id)
      return found ? [{ ...found, because }] : []
    })
    .sort((a, b) => worst.indexOf(a.because) - worst.indexOf(b.because))

/** Called in an emergency is only someone safe whom the person lets us call. */
export const mayBeEmergency = ({ group, safe, may_contact, past }: RelatedPerson): boolean =>
  group !== 'apart' && !past && safe === 'safe' && (may_contact === 'yes' || may_contact === 'with_the_person')

/** Why someone is or is not safe is part of the section safety, wherever the person themself is kept. */
export const seenWith = (person: RelatedPerson, opened: readonly Section[]): RelatedPerson =>
  opened.includes('safety') ? person : { ...person, why: '' }

/** What someone who could not read the why writes back leaves it as it was. */
export const keepingWhy = (
  person: RelatedPerson,
  before: RelatedPerson | undefined,
  opened: readonly Section[],
): RelatedPerson => (opened.includes('safety') ? person : { ...person, why: before?.why ?? '' })
