// The first stage of the main job: somebody tells what she saw, keeps a receipt, is answered, and comes back to read it.
import assert from 'node:assert/strict'
import { type Hands, handsOf, reportStands } from './hands.ts'
import type { Journey } from './journey.ts'

export interface Reporter {
  language: string
  locale: string
  scripts: boolean
  told: { what: string; where: string; added: string }
}

/** Fills in the public page on a phone; answers with the page at its farewell, and the receipt. */
export const report = async ({ app, phone, look }: Journey, reporter: Reporter) => {
  const page = await phone({ locale: reporter.locale, scripts: reporter.scripts })
  await page.goto(app.url)
  const hands = handsOf(page, reporter.language)
  await hands.heading(hands.t('public.heading'))
  await look(page, 'public page')
  await hands.press('public.way.someone')
  await hands.heading(hands.t('forms.title.someone'))
  await hands.press('public.next')
  await hands.reads(hands.t('public.error.what'))
  await look(page, 'public page, nothing written')
  await hands.fill('public.what', reporter.told.what)
  await hands.fill('public.where', reporter.told.where)
  await hands.tick('public.danger_now', hands.t('public.yes'))
  await look(page, 'public page, filled in')
  await hands.press('public.next')
  await hands.heading(hands.t('forms.part.about'))
  await hands.reads(hands.t('public.danger_heading'))
  await hands.tick('public.minors', hands.t('public.unsure'))
  await hands.tick('public.who', hands.t('public.who.at_work'))
  await look(page, 'public page, second part')
  await hands.press('public.send')
  await hands.heading(hands.t('public.receipt.heading'))
  const shown = await page.getByText(/^\s*\d{4}(\s+\d{4}){4}\s*$/).innerText()
  await look(page, 'receipt')
  await hands.press('public.receipt.kept')
  await hands.heading(hands.t('public.thanks.heading'))
  await look(page, 'thanks')
  assert.equal(await page.title(), hands.t('public.title'), 'the title of the page says nothing')
  return { hands, receipt: shown.replace(/\D/g, '') }
}

/** Reads what came in, its suggested urgency with the reasons, decides, and answers whoever wrote. */
export const triage = async ({ look }: Journey, hands: Hands, told: Reporter['told'], answer: string) => {
  const { page, t } = hands
  await hands.heading(t('agenda.greeting', { name: '' }).trim())
  await look(page, 'today of the coordinator')
  await hands.follow('shell.places.reports')
  await page.getByRole('tabpanel').getByRole('link').first().waitFor()
  await look(page, 'reports')
  // Reports of one day stand in no order that would say who wrote first: she goes through them by a key.
  for (let place = 0; place < 60; place += 1) {
    const before = page.url()
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.href !== before)
    await reportStands(page)
    await hands.sees('reports.what_happened')
    if ((await page.getByText(told.what).count()) > 0) break
  }
  await hands.sees('reports.reason.danger_yes')
  await hands.sees('reports.reason.minors_unsure')
  await look(page, 'report')
  await hands.press('reports.acknowledge')
  await hands.hears('reports.acknowledged')
  await hands.fill('reports.answer_text', answer)
  await hands.press('reports.send_answer')
  await hands.hears('reports.answer_sent')
  await hands.reads(t('reports.message.to_reporter'))
  await look(page, 'report, answered')
}

/** Comes back with the receipt, reads the answer and adds to the report. */
export const comeBack = async (
  { look }: Journey,
  hands: Hands,
  receipt: string,
  told: Reporter['told'],
  answer: string,
) => {
  const { page } = hands
  await hands.press('public.thanks.again')
  await hands.say('public.way.number')
  await hands.fill('public.number', receipt)
  await hands.press('public.open')
  await hands.heading(hands.t('public.answers.heading'))
  await hands.reads(answer)
  await look(page, 'the answer')
  await hands.fill('public.answers.add', told.added)
  await hands.press('public.answers.send')
  await hands.heading(hands.t('public.added.heading'))
  await look(page, 'added')
}
