// Somebody at the desk looks for signs by keyboard: each is read as it is ticked, nothing leaves the device, and only what
// is put into a file is kept.
import assert from 'node:assert/strict'
import { enters, handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'

export const looksForSigns = async ({ app, colleague, phone, step, look }: Journey): Promise<void> => {
  const hands = await colleague('reference_worker', 'people', language)
  const { page, t } = hands
  const reading = page.locator('#reading')
  /** Typed until one is left, ticked by Enter. */
  const tickByWords = async (words: string, code: string) => {
    const field = page.getByRole('main').getByRole('searchbox', { name: t('detection.search') })
    await field.fill(words)
    await hands.sees('detection.found_one', { count: 1 })
    await field.press('Enter')
    await reading
      .getByText(t(`signs.${code}`), { exact: true })
      .first()
      .waitFor({ state: 'attached' })
  }

  await step('from a file, without a word sent while signs are ticked', async () => {
    await page.getByRole('rowheader').first().click()
    await hands.tab('shell.side.screening')
    await hands.follow('shell.signs')
    await hands.heading(t('detection.title'))
    const sent: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
    await hands.tick('detection.age', t('detection.age.adult'))
    await hands.choose('detection.where', t('signs.list.sector-domestic'))
    await look(page, 'a sector')
    await tickByWords('pasaporte guarda', 'papers_kept')
    await hands.reads(t('signs.step.look_again'), reading)
    await tickByWords('vigilancia lejos', 'held_now')
    await tickByWords('demasiados dias', 'very_long_hours')
    await tickByWords('cobra poco', 'low_pay')
    assert.deepEqual(sent, [])
  })

  await step('it says what the signs are consistent with, what to do, and no verdict', async () => {
    await hands.reads(new RegExp(t('signs.direction.forced_labour')), reading)
    await hands.reads(t('signs.step.emergency'), reading)
    await hands.reads(t('signs.reason.coercion'), reading)
    await hands.sees('screening.no_verdict')
    await look(page, 'reading')
  })

  await step('put into the file, it stands among the talks', async () => {
    await hands.press('detection.put_in_file')
    const dialog = page.getByRole('dialog')
    await hands.fill('detection.words', 'Nunca sale sola.', dialog)
    await look(page, 'put in the file')
    await hands.press('detection.put_now', undefined, dialog)
    await hands.hears('detection.put')
    await hands.follow('detection.back_to_file')
    await hands.reads('Nunca sale sola.')
    await hands.reads(t('signs.papers_kept'))
  })

  await step('on a phone the first line of the reading stays at the foot', async () => {
    const small = await phone({ locale: 'es-ES', dark: true })
    const thumbs = handsOf(small, language)
    await enters(small, app.signIn('coordinator'))
    await small.goto(`${app.url}/desk/signs`)
    await thumbs.say('signs.danger_now')
    const foot = small.locator('.signs-below')
    await foot.getByText(t('detection.ticked', { count: 1 })).waitFor()
    await look(small, 'phone')
    await small.getByRole('link', { name: t('detection.to_reading') }).click()
    await thumbs.reads(t('signs.step.emergency'))
  })
}
