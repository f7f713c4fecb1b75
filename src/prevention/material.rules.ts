// What stands on a trainer's papers, part by part, before anybody sets it on a page.
import type { Source } from '#modules/module.ts'
import type { MaterialKind } from './material.ts'
import {
  answers,
  asked,
  cards,
  ofKit,
  ofModule,
  planOf,
  type Say,
  type SheetPart,
  situationsOf,
  type Taught,
  taken,
  textBlocks,
  words,
} from './material-parts.rules.ts'

export interface Sheet {
  title: string
  lead: string
  facts: string[]
  /** Said where no specialist has looked at it yet; empty where one has. */
  unreviewed: string
  parts: SheetPart[]
  sources: string[]
}

const guide = (taught: Taught, say: Say): SheetPart[] => {
  const { module, kit, bank } = taught
  const told = situationsOf(taught)
  return [
    ...planOf(taught, say),
    ...(kit ? kit.head.parts.map((part) => ofKit(kit, part, told, say)) : []),
    ...(module ? ofModule(module, say) : []),
    ...(bank ? [{ heading: say('prevention.paper.answers'), aside: '', blocks: answers(bank) }] : []),
  ]
}

const perSlide = 5
/** What does not fit on one page of the screen goes on to the next, under the same heading. */
const slidesOf = (part: SheetPart): SheetPart[] => {
  const count = Math.max(1, Math.ceil(part.blocks.length / perSlide))
  const each = Math.ceil(part.blocks.length / count)
  return Array.from({ length: count }, (_, index) => ({
    ...part,
    aside: count > 1 ? `${index + 1}/${count}` : '',
    blocks: part.blocks.slice(index * each, (index + 1) * each),
  }))
}

const slides = (taught: Taught, say: Say): SheetPart[] => {
  const { module, messages, kit } = taught
  const read = module
    ? module.head.units.flatMap((unit): SheetPart[] =>
        unit.kind === 'text' || unit.kind === 'pathway'
          ? slidesOf({
              heading: words(module.texts, `${unit.id}.title`),
              aside: '',
              blocks: textBlocks(words(module.texts, `${unit.id}.body`)),
            })
          : unit.kind === 'situation'
            ? cards({ unit, texts: module.texts }, say).slice(0, 1)
            : [],
      )
    : []
  const told = kit ? situationsOf(taught).flatMap((each) => cards(each, say).slice(0, 1)) : []
  const said =
    kit && messages
      ? slidesOf({ heading: words(messages, 'kit.title'), aside: '', blocks: taken(kit.head, messages) })
      : []
  return [...read, ...told, ...said]
}

const pathway = ({ module }: Taught): SheetPart[] =>
  module?.head.units.flatMap((unit) =>
    unit.kind === 'pathway'
      ? [
          {
            heading: words(module.texts, `${unit.id}.title`),
            aside: '',
            blocks: textBlocks(words(module.texts, `${unit.id}.body`)),
          },
        ]
      : [],
  ) ?? []

const partsOf: Record<MaterialKind, (taught: Taught, say: Say) => SheetPart[]> = {
  trainer_guide: guide,
  slides,
  cases: (taught, say) => situationsOf(taught).flatMap((told) => cards(told, say)),
  questions: ({ bank }, say) => bank?.head.items.map((item, index) => asked(item, bank.words, index + 1, say)) ?? [],
  take_home: ({ kit, messages }) =>
    kit && messages ? [{ heading: '', aside: '', blocks: taken(kit.head, messages) }] : [],
  pathway_card: pathway,
}

/** As a trainer cites it, and how sure we are of it. */
const cite = ({ title, publisher, year, confidence }: Source, say: Say): string =>
  [title, publisher, ...(year === null ? [] : [String(year)])].join('. ') +
  (confidence === 'checked' ? '' : ` (${say(`prevention.paper.sure.${confidence}`)})`)

const factsBehind = ({ module, kit, bank }: Taught, kind: MaterialKind) => {
  if (kind === 'questions') return bank ? [bank.head] : []
  if (kind === 'take_home') return kit ? [kit.head] : []
  const both = [module?.head, kit?.head]
  return [...both, kind === 'trainer_guide' ? bank?.head : undefined].filter((each) => each !== undefined)
}

/** Undefined where there is nothing to print of this kind. */
export const sheetOf = (taught: Taught, kind: MaterialKind, say: Say): Sheet | undefined => {
  const { curriculum, messages } = taught
  const parts = partsOf[kind](taught, say)
  if (parts.length === 0) return undefined
  const behind = factsBehind(taught, kind)
  const home = kind === 'take_home'
  // What people in a community hold in their hands has no words but their own language's.
  const simple = home || (kind === 'questions' && messages !== undefined)
  const sources = new Map(behind.flatMap((fact) => fact.sources.map((source) => [cite(source, say), source])))
  return {
    title: simple ? words(messages ?? {}, 'kit.title') : say(`curriculum.${curriculum.id}.title`),
    lead: home
      ? words(messages ?? {}, 'kit.about')
      : simple || kind === 'cases'
        ? ''
        : say(`curriculum.${curriculum.id}.about`),
    facts: simple ? [] : [say(`prevention.paper.kind.${kind}`)],
    unreviewed:
      simple || behind.every(({ reviewed_by }) => reviewed_by !== null) ? '' : say('prevention.paper.unreviewed'),
    parts,
    sources: kind === 'trainer_guide' ? [...sources.keys()].sort() : [],
  }
}
