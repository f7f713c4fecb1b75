// What stands on the paper of an injury record: every mark with its number, where it is, and how well it fits what the
// person says, in words that say degrees and no verdict.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import { regionOf } from './figure.rules.ts'
import type { Figure, InjuryMark, InjuryRecord } from './injury.ts'
import { consistency } from './lists.ts'

export interface Amendment {
  on: Day
  why: string
}

export interface InjurySheet {
  language: string
  title: string
  reference: string
  /** Word and value. */
  facts: [string, string][]
  front: string
  back: string
  hands: { left: string; right: string }
  marks: { number: number; side: 'front' | 'back'; x: number; y: number }[]
  headings: { marks: string; account: string; opinion: string; degrees: string; amended: string }
  rows: { number: string; lines: string[] }[]
  account: string
  opinion: string[]
  degrees: [string, string][]
  degrees_note: string
  amended: string[]
  not_a_verdict: string
  signature: string
  foot: string
}

type Say = Translator

export const placeWords = (say: Say, figure: Figure, mark: Pick<InjuryMark, 'side' | 'x' | 'y'>): string => {
  const { region, side } = regionOf(figure, mark)
  return say('care.body.place', {
    region: say(`care.body.region.${region}`),
    hand: side,
    side: mark.side,
  })
}

export const sizeWords = (say: Say, { length, width }: Pick<InjuryMark, 'length' | 'width'>): string => {
  if (length === null) return ''
  return width === null ? say('care.injury.long', { length }) : say('care.injury.size', { length, width })
}

const rowOf = (say: Say, figure: Figure, mark: InjuryMark, number: number): InjurySheet['rows'][number] => ({
  number: String(number),
  lines: [
    [say(`care.injury.kind.${mark.kind}`), placeWords(say, figure, mark), sizeWords(say, mark)]
      .filter(Boolean)
      .join(' · '),
    say('care.injury.age_line', { age: say(`care.injury.age.${mark.age}`) }),
    mark.seen && say('care.injury.seen_line', { words: mark.seen }),
    mark.told && say('care.injury.told_line', { words: mark.told }),
    mark.consistency && say('care.injury.fits_line', { degree: say(`care.consistency.${mark.consistency}`) }),
    mark.photo_id && say('care.injury.photo_line', { paper: mark.photo_id.slice(0, 8) }),
  ].filter((line): line is string => Boolean(line)),
})

export const injurySheet = (
  say: Say,
  language: string,
  record: Pick<InjuryRecord, 'examined_on' | 'says' | 'version'>,
  of: { reference: string; name: string; made_on: Day; amended: Amendment[] },
): InjurySheet => {
  const { says, examined_on } = record
  const day = (one: Day) => formatDay(language, one, 'long')
  const spoken = new Intl.DisplayNames([language], { type: 'language' }).of(says.language) ?? says.language
  const facts: [string, string][] = [
    [say('care.paper.person'), of.name || of.reference],
    [say('care.injury.examined_on'), day(examined_on)],
    [say('care.injury.examined_by'), `${says.examined_by} (${say(`care.injury.profession.${says.profession}`)})`],
    [say('care.injury.present'), says.present],
    [
      say('care.injury.language'),
      say(says.with_interpreter ? 'care.paper.with_interpreter' : 'care.paper.without_interpreter', {
        language: spoken,
      }),
    ],
    [
      say('care.injury.consent'),
      say('care.paper.consent', {
        how: say(`care.injury.consent.how.${says.consent.how}`),
        day: day(says.consent.on),
        what: says.consent.for.map((each) => say(`care.injury.consent.for.${each}`)).join(', '),
      }),
    ],
  ]
  const overall = says.consistency
    ? [say('care.injury.fits_together', { degree: say(`care.consistency.${says.consistency}`) })]
    : []
  return {
    language,
    title: say('care.paper.title'),
    reference: of.reference,
    facts: facts.filter(([, value]) => value !== ''),
    front: say('care.body.front'),
    back: say('care.body.back'),
    hands: { left: say('care.body.left'), right: say('care.body.right') },
    marks: says.marks.map(({ side, x, y }, at) => ({ number: at + 1, side, x, y })),
    headings: {
      marks: say('care.paper.marks'),
      account: say('care.injury.account'),
      opinion: say('care.injury.opinion'),
      degrees: say('care.paper.degrees'),
      amended: say('care.paper.amended'),
    },
    rows: says.marks.map((mark, at) => rowOf(say, says.figure, mark, at + 1)),
    account: says.account,
    opinion: [...overall, says.opinion].filter((line) => line !== ''),
    degrees: consistency.codes.map(({ code }) => [say(`care.consistency.${code}`), say(`care.consistency.${code}.is`)]),
    degrees_note: say('care.paper.degrees_note'),
    amended: of.amended.map(({ on, why }) => say('care.paper.amended_line', { day: day(on), why })),
    not_a_verdict: say('care.paper.not_a_verdict'),
    signature: say('care.paper.signature', { who: says.examined_by }),
    foot: say('care.paper.foot', { reference: of.reference, day: day(of.made_on), version: record.version }),
  }
}
