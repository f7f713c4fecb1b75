// A coordinator triages the demo's reports from the keyboard: merged, linked, passed on, made a file, sent the labour way,
// answered, put aside, taken back; and one told on the telephone. The partner then reads what was passed, and no more.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page, Route } from 'playwright-core'
import { type Hands, reportStands, writesInDialog } from './hands.ts'
import type { Journey } from './journey.ts'

/** All that wait in the demo: which of those that came on one day is the last of them is chance. */
const allThatWait = 35

/** What becomes of each, by words somebody wrote; everything else is no indication, with a reason. */
const wanted: [words: string, what: 'merge' | 'file' | 'link' | 'pass' | 'labour' | 'answer' | 'spam'][] = [
  ['隔壁美甲店', 'merge'],
  ['Paciente de unos 25 años', 'file'],
  ['आपने मेरी पड़ोसी', 'link'],
  ['Ospitiamo due ragazze', 'pass'],
  ['Visita a una obra', 'labour'],
  ['تعمیراتی جگہ', 'labour'],
  ['Trabajo en una gestoría', 'answer'],
  ['your website can be number one', 'spam'],
  ['prueba prueba', 'spam'],
]

const answersAt = /\/api\/reports\/[^/]+\/answers$/
const refuseOnce = async (route: Route): Promise<void> => {
  // As long as somebody takes to read it: the same button pressed twice in a moment is pressed once.
  await pause(400)
  const problem = { kind: 'invalid', key: 'gate.too_large', details: {} }
  await route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) })
}

const reportAt = /\/reports\/[0-9a-f-]{36}/

/** On to another report or, after the last of them, to none. */
const moved = async (page: Page, act: () => Promise<unknown>): Promise<void> => {
  const before = page.url()
  await act()
  await page.waitForURL((url) => url.href !== before)
  if (reportAt.test(page.url())) await reportStands(page)
}

const decide = async (page: Page, key: string, reason: string): Promise<void> => {
  await moved(page, async () => {
    await page.keyboard.press(key)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().waitFor()
    await writesInDialog(page)
    await page.keyboard.type(reason)
    await page.keyboard.press('Enter')
  })
}

const openFile = async (hands: Hands): Promise<void> => {
  const { page, t } = hands
  await page.keyboard.press('f')
  await hands.fill('cases.duplicate.name', 'Rokeya')
  await hands.fill('people.card.birth_year', '2001')
  await hands.press('cases.duplicate.ask')
  await hands.find('button', 'cases.duplicate.go_on').or(hands.find('button', 'cases.duplicate.someone_else')).click()
  await hands.fill('people.card.alias', 'Rokeya')
  await hands.pick('people.card.languages', hands.languageName('bn'))
  await hands.choose('people.card.gender', t('people.gender.woman'))
  await hands.choose('cases.new.reference_worker', 'Lucía Ferrer Montes')
  await hands.press('cases.new.save')
  await hands.hears('cases.new.opened')
}

const pass = async (hands: Hands, look: (name: string) => Promise<void>): Promise<void> => {
  const { page, t } = hands
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await hands.choose('reports.passed_to', 'Hogar de los Siete Alisos', dialog)
  await hands.choose('reports.legal_basis', t('codes.legal_bases.consent'), dialog)
  await dialog.getByText(t('reports.part.where'), { exact: true }).click()
  await hands.fill('reports.pass_note', 'Una de ellas quiere hablar con vosotras.', dialog)
  await look('passing on')
  await moved(page, () => hands.press('reports.pass_it', undefined, dialog))
}

export const triages = async ({ step, look, app, allow, colleague }: Journey): Promise<void> => {
  allow(/status of 422 .*\/answers$/)
  const hands = await colleague('coordinator', 'today')
  const { page, t } = hands
  await step('she sees how many wait, and which are late', async () => {
    await hands.follow('shell.places.reports')
    await page.locator('.queue-item').first().waitFor()
    await look(page, 'queue')
  })
  const done: Record<string, number> = {}
  const begun = performance.now()
  await step('thirty reports are decided from the keyboard', async () => {
    await moved(page, () => page.keyboard.press('j'))
    for (let count = 0; count < allThatWait; count += 1) {
      const words = (await page.locator('.report').innerText()).replace(/\s+/g, ' ')
      const what = wanted.find(([said]) => words.includes(said))?.[1] ?? 'none'
      done[what] = (done[what] ?? 0) + 1
      if (count === 0) {
        await look(page, 'report beside the queue')
        await page.keyboard.press('a')
        await hands.hears('reports.acknowledged')
      }
      if (what === 'merge') {
        const same = page.locator('.related').filter({ hasText: t('reports.like.same_telephone') })
        await same.first().waitFor()
        await look(page, 'may tell the same')
        await moved(page, () => hands.press('reports.merge', undefined, same.first()))
      } else if (what === 'file') {
        await openFile(hands)
        await page.goto(`${app.url}/desk/reports`)
        if (count === allThatWait - 1) break
        await page.locator('.queue-item').first().waitFor()
        await moved(page, () => page.keyboard.press('j'))
      } else if (what === 'link') {
        await page.keyboard.press('l')
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('searchbox').fill('Maya')
        await hands.press('reports.this_file', undefined, dialog.getByRole('listitem').first())
        await moved(page, () => hands.press('reports.save_decision', undefined, dialog))
      } else if (what === 'pass') await pass(hands, (name) => look(page, name))
      else if (what === 'labour') await decide(page, 'w', 'Salarios y contrato: inspección y sindicato')
      else if (what === 'answer') {
        const text = 'Gracias. Hay un curso en marzo; mientras, puede llamarnos.'
        const box = page.getByRole('textbox', { name: new RegExp(`^${t('reports.answer_text')}`) })
        await hands.fill('reports.answer_text', text)
        // What fails is not lost, and what was sent does not stand there to be sent again.
        await page.route(answersAt, refuseOnce, { times: 1 })
        await hands.press('reports.send_answer')
        await hands.sees('problem.gate.too_large')
        assert.equal(await box.inputValue(), text)
        await hands.press('reports.send_answer')
        await hands.hears('reports.answer_sent')
        assert.equal(await box.inputValue(), '')
        await page.locator('.report-head').click()
        await decide(page, 'd', 'Contestada la pregunta')
      } else if (what === 'spam') await moved(page, () => page.keyboard.press('s'))
      else await decide(page, 'n', 'Otra vía')
    }
  })
  await step('none is left', () => hands.sees('reports.empty.open'))
  console.log(`  thirty reports in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${JSON.stringify(done)}`)
  for (const what of ['merge', 'file', 'link', 'pass', 'labour', 'answer', 'spam']) assert.ok(done[what], what)

  await step('the last decision is taken back, and the history keeps both', async () => {
    await page.goto(`${app.url}/desk/reports?pile=closed`)
    await page.locator('.queue-item').first().waitFor()
    await moved(page, () => page.keyboard.press('j'))
    await page.keyboard.press('o')
    await hands.hears('reports.reopened')
    await hands.sees('reports.decided.reopened')
    await look(page, 'taken back')
  })

  await step('a call is typed, and its number is shown once', async () => {
    await page.goto(`${app.url}/desk/reports/new`)
    await hands.fill('public.what', 'Llama una mujer desde una cabina. Dice que su jefa le ha quitado el teléfono.')
    await hands.tick('public.danger_now', t('public.yes'))
    await look(page, 'typing a call')
    await hands.press('reports.type_save')
    await hands.hears('reports.typed_saved')
    const groups = await page.locator('.receipt-groups li').allInnerTexts()
    assert.match(groups.join(''), /^\d{20}$/)
    await look(page, 'the number to read out')
    await hands.press('reports.receipt_written_down')
    await hands.sees('reports.receipt_noted')
  })

  await step('the partner reads the parts that were passed, and takes it up', async () => {
    const partner = await colleague('partner_worker', 'referrals')
    await partner.reads('Ospitiamo due ragazze')
    await partner.reads('Una de ellas quiere hablar con vosotras.')
    assert.equal(await partner.page.getByText('zona Marconi').count(), 0, 'where was not passed')
    await look(partner.page, 'a report passed to a partner')
    await partner.press('reports.take_it')
    await partner.hears('reports.taken.taken')
  })
}
