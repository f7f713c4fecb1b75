// How the demo tells who an invented person is and who stands around them: short lines here, whole rows there.
import type { AgeDecision, AgeEstimate } from '#people/age.ts'
import { type Identity, noIdentity } from '#people/identity.ts'
import type { DependantNeeds, RelatedPerson } from '#people/related.ts'
import type { ACase, World } from '#test/world.ts'
import { anIdentity, peopleAround } from '#test/world-people.ts'

export interface ToldAround extends Omit<Partial<RelatedPerson>, 'needs'> {
  group: RelatedPerson['group']
  role: string
  needs?: Partial<Omit<DependantNeeds, 'birth_year'>> & { age?: number }
  emergency?: true
}

export interface ToldWho {
  /** `kind text`, and after `=` how someone read it: `legal माया तामाङ = Maya Tamang; used Maya`. */
  names?: string
  /** `certainty day-of-the-year place`; `estimated -2+1` is a range around the year of the card. */
  born?: string
  /** `code level reads writes dialect`, with `-` for what nobody asked. */
  speaks?: string
  literacy?: Identity['literacy']
  nationalities?: string[]
  stateless?: Identity['statelessness']
  says?: Pick<Identity, 'gender_words'> | Pick<Identity, 'address_as'> | Pick<Identity, 'gender_words' | 'address_as'>
  customs?: string
  estimates?: (Omit<AgeEstimate, 'on'> & { ago: number })[]
  decisions?: (Omit<AgeDecision, 'on'> & { ago: number })[]
  around?: ToldAround[]
}

const parts = (line: string | undefined): string[] => (line ?? '').split(';').flatMap((part) => part.trim() || [])

const namesOf = (line: string | undefined): Identity['names'] =>
  parts(line).map((part) => {
    const [whole = '', latin = ''] = part.split('=').map((each) => each.trim())
    const [kind = '', ...words] = whole.split(' ')
    return { kind: kind as 'legal', text: words.join(' '), latin }
  })

const bornOf = (line: string | undefined, { country, birth_year }: ACase['card']): Identity['birth'] => {
  if (!line) return { ...noIdentity.birth, country }
  const [certainty = '', when = '', ...place] = line.split(' ')
  const birth = { ...noIdentity.birth, certainty: certainty as 'said', place: place.join(' '), country }
  if (birth_year === null) return birth
  const range = /^-(\d+)\+(\d+)$/.exec(when)
  if (range) return { ...birth, from_year: birth_year - Number(range[1]), to_year: birth_year + Number(range[2]) }
  return /^\d\d-\d\d$/.test(when)
    ? { ...birth, date: `${birth_year}-${when}` }
    : { ...birth, from_year: birth_year, to_year: birth_year }
}

const asked = (word: string | undefined): Identity['literacy'] =>
  !word || word === '-' ? 'not_known' : (word as Identity['literacy'])

const spokenOf = (line: string | undefined): Identity['languages'] =>
  parts(line).map((part) => {
    const [language = '', level = '', reads, writes, ...dialect] = part.split(' ')
    return {
      language,
      level: level as 'fluent',
      reads: asked(reads),
      writes: asked(writes),
      dialect: dialect.join(' '),
    }
  })

const whole = ({ emergency, needs, ...told }: ToldAround, year: number) => {
  const isApart = told.group === 'apart'
  const person: RelatedPerson = {
    name: '',
    safe: isApart ? 'not_safe' : 'not_known',
    why: '',
    lives_with: 'not_known',
    country: null,
    place: '',
    knows: 'not_known',
    may_be_told: 'not_known',
    may_contact: isApart ? 'no' : 'not_asked',
    contact: '',
    about: '',
    past: false,
    ...told,
    needs: null,
  }
  if (told.group !== 'dependant') return { person, emergency }
  const { age, ...rest } = needs ?? {}
  const birth_year = age === undefined ? null : year - age
  const none = { cared_for_by: '', money_per_month: null, currency: 'EUR', school: '', health: '' }
  return { person: { ...person, needs: { ...none, ...rest, birth_year } }, emergency }
}

/** Written down a few days after the file was opened. */
export const tellWho = async (world: World, file: ACase, told: ToldWho, opened: number): Promise<void> => {
  const days = Math.max(1, opened - 2)
  const dated = <Told extends { ago: number }>({ ago, ...rest }: Told) => ({ ...rest, on: world.ago(ago) })
  const identity: Identity = {
    ...noIdentity,
    ...told.says,
    names: namesOf(told.names),
    birth: bornOf(told.born, file.card),
    nationalities: told.nationalities ?? (file.card.country ? [file.card.country] : []),
    statelessness: told.stateless ?? 'no',
    languages: spokenOf(told.speaks),
    literacy: told.literacy ?? 'not_known',
    customs: told.customs ?? null,
    age: { estimates: (told.estimates ?? []).map(dated), decisions: (told.decisions ?? []).map(dated) },
  }
  await anIdentity(world, file, identity, days)
  const year = Number(world.today.slice(0, 4))
  await peopleAround(
    world,
    file,
    (told.around ?? []).map((each) => whole(each, year)),
    days,
  )
}
