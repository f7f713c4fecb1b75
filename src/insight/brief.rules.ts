// The page for a town hall or a province: what is missing there, in figures of the release, and how they were made.
import type { Day } from '#kit/day.ts'
import { formatDay, formatNumber } from '#language/format.ts'
import type { Gap, Gaps } from './gap.ts'
import { gapTitle, helpText, needName, reasonText, type Words } from './gap-words.rules.ts'

export interface BriefSheet {
  language: string
  title: string
  lead: string
  /** In a demo: that nobody in it exists, in a box on top, and shorter at the foot of every page. */
  invented: string | null
  invented_short: string
  from: string
  headings: Record<'gaps' | 'figures' | 'map' | 'how', string>
  gaps: { title: string; reasons: string[]; help: string }[]
  no_gaps: string
  head: string[]
  rows: string[][]
  note: string
  map_words: string
  how: string[]
}

const mostHere = 4
const mostEverywhere = 3

/** The first of each, so that a page of few lines does not say one thing four times. */
const firstOfEach = (gaps: Gap[], by: 'need' | 'missing', most: number): Gap[] =>
  gaps.filter((gap, place) => gaps.findIndex((each) => each[by] === gap[by]) === place).slice(0, most)

/** Those of the place first, or the worst place for each need; then what holds everywhere. */
export const gapsFor = (gaps: Gap[], province: string | undefined): Gap[] => {
  const somewhere = gaps.filter((gap) => gap.province !== null)
  const here = somewhere.filter((gap) => gap.province === province).slice(0, mostHere)
  const everywhere = gaps.filter((gap) => gap.province === null)
  return [
    ...(province === undefined ? firstOfEach(somewhere, 'need', mostHere) : here),
    ...firstOfEach(everywhere, 'missing', mostEverywhere),
  ]
}

interface About {
  words: Words
  language: string
  province: string | undefined
  organisation: string
  today: Day
}

export const briefSheet = (told: Gaps, { words, language, province, organisation, today }: About): BriefSheet => {
  const { t, provinceName } = words
  const place = province ? provinceName(province) : t('gaps.brief.whole')
  const say = (value: number) => formatNumber(language, value)
  const { floor } = told.rules
  const few = t('gaps.few', { floor })
  const least = (value: number | null | undefined) => (value ? t('gaps.at_least', { people: value }) : few)
  const peopleIn = (table: { people: number | null; by: Gaps['figures']['needs'][number]['by'] } | undefined) =>
    province ? table?.by.province?.[province] : table?.people
  const gaps = gapsFor(told.gaps, province)
  const rows = told.capacity
    .filter((row) => row.province === (province ?? null))
    .map((row) => ({
      row,
      needs: peopleIn(told.figures.needs.find(({ need }) => need === row.need)),
      away: peopleIn(told.figures.barriers.find(({ need }) => need === row.need)),
    }))
    .filter(({ row, needs, away }) => needs || away || row.services > 0)
    .sort((a, b) => (b.needs ?? 0) - (a.needs ?? 0) || a.row.need.localeCompare(b.row.need, 'en'))
  const made_on = formatDay(language, told.made_on ?? today, 'long')
  return {
    language,
    title: t('gaps.brief.title', { place }),
    lead: t('gaps.brief.lead', { organisation, day: made_on }),
    invented: told.invented ? t('gaps.brief.invented') : null,
    invented_short: t('gaps.brief.invented_short'),
    from: t('gaps.brief.from', { organisation, day: formatDay(language, today, 'long') }),
    headings: {
      gaps: t('gaps.brief.gaps'),
      figures: t('gaps.brief.figures', { place }),
      map: t('gaps.brief.map'),
      how: t('gaps.brief.how'),
    },
    gaps: gaps.map((gap) => ({
      title: gapTitle(gap, words),
      reasons: gap.reasons.map((each) => reasonText(each, words)),
      help: helpText(gap, words),
    })),
    no_gaps: t('gaps.brief.none', { floor }),
    head: ['need', 'people', 'away', 'services', 'specialised', 'countrywide'].map((column) =>
      t(`gaps.column.${column}`),
    ),
    rows: rows.map(({ row, needs, away }) => [
      needName(words, row.need),
      least(needs),
      least(away),
      say(row.services),
      say(row.specialised),
      say(row.countrywide),
    ]),
    note: province ? t('gaps.brief.countrywide') : t('gaps.brief.one_person'),
    map_words: t(province ? 'gaps.brief.map_words' : 'gaps.brief.map_words_all', { place, floor }),
    how: [
      t('gaps.how.people', { day: made_on, since: formatDay(language, told.since, 'long') }),
      t('gaps.how.floor', { floor }),
      t('gaps.how.month'),
      t('gaps.how.services', {
        from: formatDay(language, told.directory_checked_from ?? today, 'long'),
        count: told.services,
        day: formatDay(language, told.directory_checked_on ?? today, 'long'),
      }),
      t('gaps.how.limits'),
      t(told.rules.reviewed_by ? 'gaps.how.reviewed' : 'gaps.how.unreviewed', { by: told.rules.reviewed_by ?? '' }),
      t('gaps.how.shapes'),
    ],
  }
}

interface Shapes {
  width: number
  height: number
  inset: { x: number; y: number; width: number; height: number }
  shapes: { code: string; path: string }[]
}

/** Three steps of people, the same on screen and paper; 0 where nothing is told. */
export const stepOf = (people: number | undefined, most: number): 0 | 1 | 2 | 3 => {
  if (!people) return 0
  const share = people / most
  return share > 2 / 3 ? 3 : share > 1 / 3 ? 2 : 1
}

const inks = ['#f4f1ea', '#cfe3dc', '#7fb5a5', '#2f7a68'] as const

/** Where people needing anything are; the place of the page has a strong edge. */
export const briefMap = (
  people: Map<string, number>,
  province: string | undefined,
  { width, height, inset, shapes }: Shapes,
): string => {
  const most = Math.max(1, ...people.values())
  const drawn = [...shapes].sort((a, b) => Number(a.code === province) - Number(b.code === province))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect x="${inset.x}" y="${inset.y}" width="${inset.width}" height="${inset.height}" fill="none" stroke="#9a948a" stroke-dasharray="6 6"/>
${drawn
  .map(({ code, path }) => {
    const here = code === province
    return `<path d="${path}" fill="${inks[stepOf(people.get(code), most)]}" stroke="${here ? '#7a2e1d' : '#6b6459'}" stroke-width="${here ? 7 : 1.5}" stroke-linejoin="round"/>`
  })
  .join('\n')}
</svg>`
}
