// The plan on paper: whole in every language and script, every sign drawn, neutral, without a name unless one is wanted,
// and made of what this colleague opens.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { glyphs, pagesOf } from '#test/drawn.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { addAction, addGoal, readPlan } from './plan.ts'
import { setPlan } from './print.api.ts'
import { canBeDrawn, type PlanSheet, type Printed, planSheet } from './print.rules.ts'
import { paperLanguages, printPlan } from './print.ts'
import type { FrozenGoal, FrozenStep, VersionHead } from './version.ts'
import { agreePlan } from './version.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./plan.api.ts'),
    await import('./action.api.ts'),
    await import('./version.api.ts'),
    await import('./print.api.ts'),
  )
})
after(() => at.close())

const today = '2026-11-22'
const hers: Record<string, [goal: string, why: string, step: string]> = {
  ur: [
    'میں ایک ایسے کمرے میں سونا چاہتی ہوں جس کی چابی میرے پاس ہو۔',
    'تاکہ رات کو ڈر نہ لگے۔',
    'پناہ گاہ سے جگہ پوچھنا',
  ],
  ar: ['أريد غرفة مفتاحها معي.', 'حتى أنام بلا خوف.', 'السؤال عن مكان'],
  hi: ['मुझे एक ऐसा कमरा चाहिए जिसकी चाबी मेरे पास हो।', 'ताकि रात को डर न लगे।', 'जगह के बारे में पूछना'],
  ne: ['मलाई साँचो आफैँसँग भएको कोठा चाहिन्छ।', 'राति डर नलागोस् भनेर।', 'ठाउँ सोध्ने'],
  bn: ['আমি এমন একটা ঘর চাই যার চাবি আমার কাছে থাকবে।', 'যাতে রাতে ভয় না লাগে।', 'জায়গার কথা জিজ্ঞেস করা'],
  zh: ['我想要一个钥匙在我手里的房间。', '这样晚上不害怕。', '去问有没有地方'],
}
const inHers = (language: string) =>
  hers[language] ?? ['A room with a key of my own.', 'To sleep without fear.', 'Ask for a place']

const aStep = (language: string, change: Partial<FrozenStep> = {}): FrozenStep => ({
  ...{ action_id: 'a', words: 'Preguntar en el refugio si hay plaza', in_her_words: inHers(language)[2], who: '' },
  ...{ service: null, cost: null, owner_kind: 'staff', owner_id: 'x', owner_organisation_id: null },
  ...{ due_on: '2026-12-03', done_on: null, owner_name: 'Lucía Ferrer', ...change },
})
const aGoal = (language: string): FrozenGoal => ({
  ...{ goal_id: 'g', need: 'housing', status: 'open', set_on: today, place: 0, waits_until: null, language },
  ...{ words: inHers(language)[0], why: inHers(language)[1], change: null },
  translation: 'Quiero un cuarto del que yo tenga la llave.',
  actions: [
    aStep(language),
    aStep(language, { action_id: 'b', owner_kind: 'person', done_on: today, cost: { cents: 1250, paid_by: 'person' } }),
    aStep(language, { action_id: 'c', owner_kind: 'other', owner_name: 'Ayesha', in_her_words: '' }),
  ],
})
const aVersion = (language: string): VersionHead => ({
  ...{ number: 2, agreed_on: today, how: 'signed', language, interpreter: 'professional', interpreter_who: 'K7' },
  ...{ copy: 'taken', disagreed: inHers(language)[1], review_on: '2026-12-20', hash: `ab12cd34ef56${'0'.repeat(52)}` },
  ...{ agreed_by: 'x', agreed_at: '2026-11-22T10:00:00Z', approvals: [] },
})
const printed = (language: string, change: Partial<Printed> = {}): Printed => ({
  ...{ goals: [aGoal(language), { ...aGoal(language), goal_id: 'h', status: 'waiting', waits_until: '2027-02-01' }] },
  ...{ version: aVersion(language), review_on: '2026-12-20', name: '', ...change },
})
const sheetIn = (language: string, change: Partial<Printed> = {}): PlanSheet =>
  planSheet(printed(language, change), translatorOf(language), language, today)

test('in every language: every text is said, every sign drawn, in its own script, on two pages at most', async () => {
  assert.deepEqual(
    paperLanguages,
    publicLanguages().map(({ code }) => code),
  )
  const fonts: Record<string, string> = { ur: 'NotoNastaliqUrdu', ar: 'NotoNaskhArabic', hi: 'NotoSansDevanagari' }
  Object.assign(fonts, { ne: 'NotoSansDevanagari', bn: 'NotoSansBengali', zh: 'NotoSansSC' })
  for (const language of paperLanguages) {
    const sheet = sheetIn(language)
    assert.doesNotMatch(JSON.stringify(sheet), /public\.|\{[a-z]+\}|undefined/, language)
    assert.ok(canBeDrawn(sheet), language)
    const pdf = await setPlan(sheet)
    const shown = glyphs(pdf)
    assert.ok(shown.length > 200, `${language}: ${shown.length}`)
    assert.equal(shown.filter((glyph) => glyph === 0).length, 0, `${language}: a sign is not in the fonts`)
    assert.match(
      Buffer.from(pdf).toString('latin1'),
      new RegExp(`/FontName /[A-Z]+\\+${fonts[language] ?? 'NotoSans'}`),
    )
    assert.ok(pagesOf(pdf) <= 2, language)
  }
})

test('her words are first and in her language; the translation stands beside them where the paper is in another', () => {
  const own = sheetIn('ur').goals[0]!
  assert.deepEqual([own.words.text, own.words.language, own.words.rtl, own.also], [hers.ur![0], 'ur', true, null])
  assert.deepEqual([own.steps[0]?.words.text, own.steps[0]?.also], [hers.ur![2], null])
  const other = planSheet(printed('ur'), translatorOf('es'), 'es', today).goals[0]!
  assert.deepEqual([other.words.rtl, other.also?.text, other.also?.rtl], [true, aGoal('ur').translation, false])
  assert.equal(other.steps[0]?.also?.text, 'Preguntar en el refugio si hay plaza')
})

test('it names nobody of the house, no service, no interpreter, nor what it is about; her name only when she wants it', () => {
  const telling =
    /traffick|trata\b|tratta|traite|tráfico|trafic|exploit|explota|sfrutt|victim|víctim|vittim|NGO|Amparo|स्कर|शोषण|পাচার|শোষণ|استغلال|اتجار|استحصال|اسمگل|剥削|贩/i
  for (const language of paperLanguages) {
    const text = JSON.stringify(sheetIn(language))
    assert.doesNotMatch(text, telling, language)
    assert.ok(!text.includes('Lucía') && !text.includes('K7'), language)
    assert.equal(sheetIn(language).name, '')
  }
  assert.equal(sheetIn('ur', { name: 'شبنم' }).name, 'شبنم')
})

test('a plan that is not agreed says so; a word no font has is refused', () => {
  const draft = sheetIn('en', { version: null })
  assert.equal(draft.lines[0], 'This plan is not agreed yet.')
  assert.equal(draft.mark, '')
  assert.equal(sheetIn('en').mark, '2 · ab12cd34ef56')
  assert.ok(!canBeDrawn(sheetIn('en', { name: 'ᎣᏏᏲ' })))
})

test('the words can be read back out of the page', async (t) => {
  if (spawnSync('pdftotext', ['-v']).error) return t.skip('no pdftotext here')
  const pdf = await setPlan(sheetIn('es', { name: 'Maya' }))
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  for (const words of ['Mi plan', 'Maya', 'A room with a key of my own.', 'lo firmé', '12,50'])
    assert.ok(stdout.includes(words), words)
})

const aPlan = async () => {
  const { case_id } = await at.aFile({ card: { languages: ['ur'] } })
  const worker = at.staff.reference_worker
  const [kept, left] = [newId(), newId()]
  for (const goal_id of [kept, left])
    await at.ask(addGoal, { case_id, goal_id, need: 'housing', words: hers.ur![0], language: 'ur' }, worker)
  const owner = { owner_kind: 'person' as const, owner_id: null }
  await at.ask(addAction, { case_id, goal_id: kept, action_id: newId(), words: 'x', ...owner, due_on: today }, worker)
  return { case_id, left, worker }
}
const wish = { number: 0, language: 'ur', with_name: 'false' }

test('through the gate: as it stands and as it was agreed, with goals left out, written in the journal', async () => {
  const { case_id, left, worker } = await aPlan()
  const paper = await at.ask(printPlan, { case_id, ...wish, leave_out: left }, worker)
  assert.match(paper.name, /^\d{4}-\d\d-\d\d\.pdf$/)
  assert.match(Buffer.from(paper.bytes, 'base64').toString('latin1'), /^%PDF-/)
  const { mark } = await at.ask(readPlan, { case_id }, worker)
  const agreement = {
    agreed_on: new Date().toISOString().slice(0, 10),
    how: 'signed',
    language: 'ur',
    copy: 'taken',
  } as const
  await at.ask(agreePlan, { case_id, number: 1, mark, ...agreement, interpreter: 'not_needed' }, worker)
  await at.ask(printPlan, { case_id, ...wish, number: 1, with_name: 'true' }, worker)
  const journal = await at.rows(
    "select reason from journal where case_id = $1 and action = 'plan.write' and reason like 'plan%' order by at",
    [case_id],
  )
  assert.deepEqual(
    journal.map(({ reason }) => reason),
    ['plan draft ur', 'plan 1 ur with name'],
  )
  const refuses = (input: object, kind: Problem['kind'], key: string) =>
    assert.rejects(at.ask(printPlan, { case_id, ...wish, ...input }, worker), { kind, key })
  await refuses({ number: 4 }, 'not_found', 'plan.version_not_found')
  await refuses({ language: 'xx' }, 'invalid', 'plan.no_such_language')
  const empty = await at.aFile()
  await refuses({ case_id: empty.case_id }, 'invalid', 'plan.nothing_to_print')
})

test('nobody outside the team takes the plan out on paper, nor a director', async () => {
  const { case_id } = await aPlan()
  const { partner_worker, second_worker, far_coordinator, director } = at.staff
  await at.aConsent(case_id, partner_worker, ['home', 'identity'])
  for (const who of [partner_worker, second_worker, far_coordinator, nobody])
    await assert.rejects(at.ask(printPlan, { case_id, ...wish }, who), {
      kind: who === nobody ? 'signed_out' : 'not_found',
    })
  await assert.rejects(at.ask(printPlan, { case_id, ...wish }, director), { kind: 'refused' })
})
