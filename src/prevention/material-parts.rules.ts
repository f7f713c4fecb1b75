// How a situation, a question, a part of a kit and a module are told to whoever leads them, and to a group.
import type { ModuleHead, ModuleTexts, QuizItem, SituationUnit } from '#modules/module.ts'
import { blocksOf } from '#modules/words.rules.ts'
import type { Curriculum, Kit, KitPart, TestBank, Words } from './curriculum.ts'

export type SheetBlock =
  | { kind: 'paragraph' | 'scene' | 'item' | 'label' | 'option'; text: string }
  /** Something to do or to choose, and what it is or leads to. */
  | { kind: 'pair'; head: string; text: string; mark: string }
export interface SheetPart {
  heading: string
  /** How long it takes, or where it belongs. */
  aside: string
  blocks: SheetBlock[]
}
/** Words of the papers themselves: `prevention.paper.<key>`, and those of the curriculum. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export interface Taught {
  curriculum: Curriculum
  module: { head: ModuleHead; texts: ModuleTexts } | undefined
  kit: { head: Kit; words: Words } | undefined
  messages: Words | undefined
  bank: { head: TestBank; words: Words } | undefined
}

export const textBlocks = (text: string): SheetBlock[] =>
  blocksOf(text).flatMap((block): SheetBlock[] =>
    'paragraph' in block
      ? [{ kind: 'paragraph', text: block.paragraph }]
      : block.list.map((item) => ({ kind: 'item', text: item })),
  )

export const words = (texts: Words, key: string): string => texts[key] ?? ''

interface Told {
  unit: SituationUnit
  texts: Words
}

export const situationsOf = ({ module, kit }: Taught): Told[] => [
  ...(module?.head.units.flatMap((unit) => (unit.kind === 'situation' ? [{ unit, texts: module.texts }] : [])) ?? []),
  ...(kit?.head.situations.map((unit) => ({ unit, texts: kit.words })) ?? []),
]

/** Every moment with its choices and what follows: for whoever leads it. */
const answered = ({ unit, texts }: Told, say: Say): SheetBlock[] =>
  unit.nodes.flatMap((node): SheetBlock[] => [
    { kind: 'scene', text: words(texts, `${unit.id}.${node.id}.scene`) },
    ...node.choices.map(
      (choice): SheetBlock => ({
        kind: 'pair',
        mark: say(`prevention.paper.judged.${choice.judgement}`),
        head: words(texts, `${unit.id}.${node.id}.${choice.id}.says`),
        text: words(texts, `${unit.id}.${node.id}.${choice.id}.follows`),
      }),
    ),
  ])

const letters = 'ABCDEFGH'
const lettered = (index: number, text: string): SheetBlock => ({ kind: 'option', text: `${letters[index]}  ${text}` })

/** Each moment on a card of its own, since what comes next depends on what the group chose. */
export const cards = ({ unit, texts }: Told, say: Say): SheetPart[] =>
  unit.nodes.map((node, index) => ({
    heading: words(texts, `${unit.id}.title`),
    aside: unit.nodes.length > 1 ? say('prevention.paper.moment', { number: index + 1 }) : '',
    blocks: [
      { kind: 'scene', text: words(texts, `${unit.id}.${node.id}.scene`) },
      ...node.choices.map((choice, at) => lettered(at, words(texts, `${unit.id}.${node.id}.${choice.id}.says`))),
    ],
  }))

export const asked = (item: QuizItem, texts: Words, number: number, say: Say): SheetPart => ({
  heading: `${number}. ${words(texts, `${item.id}.asks`)}`,
  aside: item.many ? say('prevention.paper.many') : '',
  blocks: item.options.map(({ id }, at) => lettered(at, words(texts, `${item.id}.${id}`))),
})

export const answers = ({ head, words: texts }: NonNullable<Taught['bank']>): SheetBlock[] =>
  head.items.map((item, index) => ({
    kind: 'pair',
    mark: item.options.flatMap(({ right }, at) => (right ? [letters[at]] : [])).join(' '),
    head: `${index + 1}. ${words(texts, `${item.id}.asks`)}`,
    text: words(texts, `${item.id}.why`),
  }))

export const ofKit = (
  { words: texts }: NonNullable<Taught['kit']>,
  part: KitPart,
  told: Told[],
  say: Say,
): SheetPart => {
  const situation = told.find(({ unit }) => unit.id === part.situation)
  return {
    heading: words(texts, `${part.id}.title`),
    aside: say('prevention.paper.minutes', { minutes: part.minutes }),
    blocks: [
      { kind: 'paragraph', text: words(texts, `${part.id}.aim`) },
      { kind: 'label', text: say('prevention.paper.do') },
      ...textBlocks(words(texts, `${part.id}.do`)),
      { kind: 'label', text: say('prevention.paper.care') },
      ...textBlocks(words(texts, `${part.id}.care`)),
      ...(situation
        ? ([
            { kind: 'label', text: words(situation.texts, `${situation.unit.id}.title`) },
            ...answered(situation, say),
          ] as const)
        : []),
    ],
  }
}

export const ofModule = ({ head, texts }: NonNullable<Taught['module']>, say: Say): SheetPart[] =>
  head.units.flatMap((unit): SheetPart[] => {
    const heading = words(texts, `${unit.id}.title`)
    if (unit.kind === 'text' || unit.kind === 'pathway')
      return [{ heading, aside: '', blocks: textBlocks(words(texts, `${unit.id}.body`)) }]
    if (unit.kind === 'situation')
      return [{ heading, aside: say('prevention.paper.situation'), blocks: answered({ unit, texts }, say) }]
    if (unit.kind !== 'signs') return []
    const blocks = unit.signs.map(
      ({ id, is }): SheetBlock => ({
        kind: 'pair',
        mark: say(`prevention.paper.sign.${is}`),
        head: words(texts, `${unit.id}.${id}.says`),
        text: words(texts, `${unit.id}.${id}.why`),
      }),
    )
    return [{ heading, aside: '', blocks: [{ kind: 'paragraph', text: words(texts, `${unit.id}.intro`) }, ...blocks] }]
  })

export const planOf = ({ curriculum }: Taught, say: Say): SheetPart[] => [
  {
    heading: say('prevention.paper.how'),
    aside: '',
    blocks: textBlocks(say(`prevention.paper.how_to.${curriculum.kind}`)),
  },
  {
    heading: say('prevention.paper.outcomes'),
    aside: '',
    blocks: curriculum.outcomes.map((id) => ({ kind: 'item', text: say(`curriculum.${curriculum.id}.outcome.${id}`) })),
  },
  {
    heading: say('prevention.paper.plan'),
    aside: say('prevention.paper.hours', { hours: curriculum.hours }),
    blocks: curriculum.blocks.map(({ id, minutes }) => ({
      kind: 'pair',
      mark: say('prevention.paper.minutes', { minutes }),
      head: say(`curriculum.${curriculum.id}.block.${id}`),
      text: '',
    })),
  },
]

export const taken = (kit: Kit, messages: Words): SheetBlock[] =>
  kit.messages.map(({ id }) => ({ kind: 'item', text: words(messages, `${id}.says`) }))
