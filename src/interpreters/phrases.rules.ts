// Putting two languages side by side, sentence by sentence; and which of our languages somebody may read.
import {
  type Both,
  type PhraseLanguage,
  type PhraseOrder,
  type PhraseSheet,
  type PhraseWords,
  phraseLanguages,
} from './phrases.ts'

export const isPhraseLanguage = (code: string | undefined): code is PhraseLanguage =>
  (phraseLanguages as readonly string[]).includes(code ?? '')

/** Keys of an order that a language has no words for, and words no order asks for. */
export const phraseFaults = (order: PhraseOrder, words: PhraseWords): string[] => {
  const asked = order.parts.flatMap(({ sentences }) => sentences.map(({ code }) => code))
  const wanted = {
    parts: [...order.parts.map(({ code }) => code), 'answers'],
    sentences: asked,
    answers: order.board,
  }
  const twice = asked.filter((code, place) => asked.indexOf(code) !== place)
  const unknown = order.parts.flatMap(({ sentences }) =>
    sentences.flatMap(({ answers }) =>
      answers && !order.answers[answers] ? [`no answers are called ${answers}`] : [],
    ),
  )
  const offBoard = Object.values(order.answers)
    .flat()
    .filter((code) => !order.board.includes(code))
  return [
    ...twice.map((code) => `${code} is said twice`),
    ...unknown,
    ...offBoard.map((code) => `the answer ${code} is not on the board`),
    ...(['parts', 'sentences', 'answers'] as const).flatMap((kind) => [
      ...wanted[kind].filter((code) => !words[kind][code]).map((code) => `${words.language} lacks ${kind} ${code}`),
      ...Object.keys(words[kind])
        .filter((code) => !wanted[kind].includes(code))
        .map((code) => `${words.language} has ${kind} ${code}, which nothing asks for`),
    ]),
  ]
}

export const sheetOf = (order: PhraseOrder, hers: PhraseWords, ours: PhraseWords): PhraseSheet => {
  const both = (of: (words: PhraseWords) => string | undefined): Both => ({
    hers: of(hers) ?? '',
    ours: of(ours) ?? '',
  })
  return {
    hers: hers.language,
    ours: ours.language,
    title: both(({ title }) => title),
    how: both(({ how }) => how),
    unreviewed: hers.reviewed_by === null ? ours.unreviewed : '',
    parts: order.parts.map(({ code, sentences }) => ({
      code,
      title: both(({ parts }) => parts[code]),
      sentences: sentences.map((each) => ({
        code: each.code,
        words: both((words) => words.sentences[each.code]),
        promise: each.promise,
        answers: each.answers ? (order.answers[each.answers] ?? []) : [],
      })),
    })),
    board: {
      title: both(({ parts }) => parts.answers),
      answers: order.board.map((code) => ({ code, words: both(({ answers }) => answers[code]) })),
    },
  }
}
