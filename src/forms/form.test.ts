// Whatever a browser sends, only what was asked and offered is kept; and every form of this house holds together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Condition } from '#facts/condition.ts'
import { loadFacts } from '#facts/load.ts'
import { translatorOf } from '#language/load-texts.ts'
import { ReportBody } from '#reports/body.ts'
import { askedForm, bodyOf, isShown, prune, shownParts, shownQuestions, wanting } from './form.rules.ts'
import { type AskedForm, Form, type FormAnswers, formIds, type Given } from './form.ts'
import { formSources } from './form-sources.ts'
import { forms } from './forms.ts'

const sources = formSources(loadFacts().indicators)
const asked = forms.map((form) => askedForm(form, sources))

const codes = ['a', 'b', 'c', 'd', 'e', 'f']
const options = ['x', 'y', 'z']

const conditionOn = (before: string[]): fc.Arbitrary<Condition> => {
  const leaf = fc.oneof(
    fc.record({ field: fc.constantFrom(...before), equals: fc.constantFrom(...options) }),
    fc.record({ field: fc.constantFrom(...before), in: fc.subarray(options, { minLength: 1 }) }),
    fc.record({ field: fc.constantFrom(...before), answered: fc.boolean() }),
  )
  return fc.oneof(
    leaf,
    fc.record({ all: fc.array(leaf, { maxLength: 3 }) }),
    fc.record({ any: fc.array(leaf, { maxLength: 3 }) }),
    fc.record({ not: leaf }),
  )
}

/** Any form there could be: six questions of any kind, each leaning on what came before it. */
const anyForm: fc.Arbitrary<AskedForm> = fc
  .tuple(
    ...codes.map((code, place) =>
      fc.record({
        kind: fc.constantFrom('one', 'many', 'text'),
        shown_when:
          place === 0 ? fc.constant(undefined) : fc.option(conditionOn(codes.slice(0, place)), { nil: undefined }),
        part: fc.constant(place < 3 ? 'first' : 'second'),
        code: fc.constant(code),
      }),
    ),
  )
  .map((questions) => {
    const partOf = (code: string) => ({
      code,
      kind: 'questions',
      questions: questions
        .filter(({ part }) => part === code)
        .map(({ code, kind, shown_when }) => ({
          code,
          kind,
          ...(shown_when && { shown_when }),
          ...(kind === 'text' ? { place: 'where' } : { options: options.map((each) => ({ code: each })) }),
        })),
    })
    const form = { ...forms[1], required_any: [], parts: [partOf('first'), partOf('second')] }
    return askedForm(Form.parse(form), sources)
  })

const anyGiven: fc.Arbitrary<Given> = fc.dictionary(
  fc.oneof(fc.constantFrom(...codes), fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')),
  fc.oneof(
    fc.constantFrom(...options, '', 'forged'),
    fc.string(),
    fc.array(fc.constantFrom(...options, 'forged'), { maxLength: 6 }),
  ),
)

test('pruning twice is pruning once', () => {
  fc.assert(
    fc.property(anyForm, anyGiven, (form, given) => {
      const once = prune(form.asked, given)
      assert.deepEqual(prune(form.asked, once), once)
    }),
  )
})

test('a question that is not asked has no answer, and no answer is one that was not offered', () => {
  fc.assert(
    fc.property(anyForm, anyGiven, (form, given) => {
      const kept = prune(form.asked, given)
      for (const [code, answer] of Object.entries(kept)) {
        const question = form.asked.find((each) => each.code === code)
        assert.ok(question, `${code} was never asked`)
        assert.ok(isShown(question, kept), `${code} is hidden`)
        if (question.kind === 'text') continue
        for (const each of [answer].flat()) assert.ok(options.includes(each))
      }
    }),
  )
})

test('the order in which answers come never matters', () => {
  fc.assert(
    fc.property(anyForm, anyGiven, fc.infiniteStream(fc.nat()), (form, given, dice) => {
      const shuffled = <T>(list: readonly T[]): T[] => {
        const key = new Map(list.map((each) => [each, dice.next().value ?? 0]))
        return [...list].sort((a, b) => key.get(a)! - key.get(b)!)
      }
      const entries = Object.entries(given).map(([code, answer]) => {
        const closed = form.asked.find((each) => each.code === code)?.kind !== 'text'
        return [code, Array.isArray(answer) && closed ? shuffled(answer) : answer] as const
      })
      assert.deepEqual(prune(form.asked, Object.fromEntries(shuffled(entries))), prune(form.asked, given))
    }),
  )
})

/** Weaker ways of pruning, each of which the properties above must be able to tell from the real one. */
test('planted weak prunings are told apart', () => {
  const form = asked.find(({ id }) => id === 'health')!
  const forged: Given = { 'raft-unsafe_work': 'yes', talk_alone: 'no', forged: 'x', minors_me: 'i_am', danger_now: 'z' }
  const keepsHidden: FormAnswers = Object.fromEntries(
    form.asked.filter(({ code }) => code in forged).map(({ code }) => [code, forged[code] as string]),
  )
  assert.notDeepEqual(prune(form.asked, keepsHidden), keepsHidden)
  assert.deepEqual(prune(form.asked, forged), { talk_alone: 'no' })
  const shown = prune(form.asked, { ...forged, talk_alone: 'yes' })
  assert.deepEqual(shown, { talk_alone: 'yes', 'raft-unsafe_work': 'yes' })
})

test('what any answers say is a report that can be sealed', () => {
  for (const form of asked)
    fc.assert(
      fc.property(
        fc.record(
          Object.fromEntries(
            form.asked.map(({ code, kind, options }) => [
              code,
              kind === 'text' ? fc.string() : fc.subarray(options.map((option) => option.code)),
            ]),
          ),
          { requiredKeys: [] },
        ),
        (given) => {
          const answers = prune(form.asked, given as Given)
          if (wanting(form, answers).length > 0) return
          const body = ReportBody.parse(bodyOf(form, answers))
          assert.deepEqual(body.form, { id: form.id, version: form.version })
        },
      ),
      { numRuns: 60 },
    )
})

test('each form is short, and asks what the sector lists and instruments know', () => {
  assert.deepEqual(forms.map(({ id }) => id).sort(), [...formIds].sort())
  for (const form of asked) {
    const questions = form.parts.flatMap((part) => part.questions)
    assert.ok(questions.length <= (form.door === 'professional' ? 10 : 8), `${form.id} asks ${questions.length}`)
    for (const question of questions) {
      const unfolded = form.asked.filter((each) => each.from === question)
      const open = question.kind === 'text' || unfolded.every((each) => each.options.length > 1)
      assert.ok(unfolded.length > 0 && open, `${form.id}: ${question.code} offers nothing`)
    }
    for (const code of form.required_any) assert.ok(form.asked.some((each) => each.code === code))
  }
})

test('every question and option of every form is said', () => {
  const t = translatorOf('en')
  const keys = asked.flatMap((form) => [
    `forms.title.${form.id}`,
    ...form.advice,
    ...form.asked.flatMap(({ text, hint, options, place }) => [
      text,
      ...(hint ? [hint] : []),
      ...(place === 'languages_of_the_person' ? [] : options.map((option) => option.text)),
    ]),
  ])
  assert.deepEqual(
    [...new Set(keys)].filter((key) => t(key) === key),
    [],
  )
})

test('asking for help needs no story: a need that is ticked is enough, nothing at all is not', () => {
  const form = asked.find(({ id }) => id === 'self')!
  assert.deepEqual(wanting(form, prune(form.asked, { needs: ['bed'] })), [])
  const [silent] = wanting(form, {})
  assert.equal(silent?.why, 'one_of')
  const body = ReportBody.parse(bodyOf(form, prune(form.asked, { needs: ['bed'], minors_me: 'with_me' })))
  assert.equal(body.what_happened, '')
  assert.equal(body.minors, 'yes')
  assert.equal(body.who_is_at_risk, 'self')
  assert.deepEqual(body.answers, { needs: ['bed'], minors_me: 'with_me' })
})

test('how to reach somebody is asked only of who wants to be reached, and forgotten when that changes', () => {
  const form = asked.find(({ id }) => id === 'self')!
  const all = { needs: ['bed'], contact_wish: 'reach_me', contact_how: 'the shop below', code_word: 'rain' }
  const reached = prune(form.asked, all)
  assert.deepEqual(
    shownParts(form, reached).map(({ code }) => code),
    ['needs', 'reach', 'how'],
  )
  const changed = prune(form.asked, { ...all, contact_wish: 'none' })
  assert.deepEqual(
    shownParts(form, changed).map(({ code }) => code),
    ['needs', 'reach'],
  )
  assert.ok(!('contact_how' in changed) && !('code_word' in changed))
  assert.equal(shownQuestions(form, 'how', changed).length, 0)
})

test('a report of years ago still opens', () => {
  const old = { what_happened: 'x', where: '', danger_now: null, contact_wish: 'receipt_only', contact_how: '' }
  assert.equal(ReportBody.parse(old).what_happened, 'x')
})
