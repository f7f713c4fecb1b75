// A nurse in Spain notices something: she ticks what she saw, asks a few short questions alone with the person, reads
// what it is consistent with and what to do, tells the team, and comes back with her number.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import { handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const told = 'La acompañante no la deja hablar. Vuelve el jueves a la cura, a las diez.'

export const nurseNotices = async ({ app, phone, look, step }: Journey): Promise<void> => {
  const page = await phone({ locale: 'es-ES' })
  const hands = handsOf(page, 'es')
  const { t } = hands

  await step('she says that she works in health care', async () => {
    await page.goto(app.url)
    await hands.heading(t('public.heading'))
    assert.ok(await page.getByRole('link', { name: '112' }).isVisible(), 'whom to call stands before anything else')
    await page.locator('nav summary').click()
    await look(page, 'languages')
    await page.locator('nav summary').click()
    await look(page, 'first page')
    await hands.press('public.way.professional')
    await hands.heading(t('public.field.heading'))
    await look(page, 'fields of work')
    await hands.press('public.field.health')
    await hands.heading(t('forms.title.health'))
  })

  await step('she ticks what she noticed', async () => {
    for (const sign of ['companion_stays', 'long_untreated', 'seems_afraid', 'no_own_papers'])
      await hands.tick('forms.signs', t(`signs.${sign}`))
    await hands.tick('forms.age_under_18', t('public.no'))
    await hands.tick('public.danger_now', t('public.unsure'))
    await hands.tick('forms.talk_alone', t('public.yes'))
    await look(page, 'signs')
    await hands.press('public.next')
    await hands.heading(t('forms.part.screening'))
  })

  await step('she asks the short questions, and one is passed over', async () => {
    await hands.tick('screening.raft.unsafe_work', t('screening.answer.yes'))
    await hands.tick('screening.raft.afraid_to_leave', t('screening.answer.yes'))
    await hands.tick('screening.raft.exchanged_sex', t('screening.answer.skip'))
    await look(page, 'short questions')
    await hands.press('public.next')
    await hands.heading(t('public.reading.heading'))
  })

  await step('she reads what it is consistent with, before anything is sent', async () => {
    await hands.sees('public.reading.not_sent')
    await hands.sees('signs.level.consistent')
    await hands.sees('signs.step.specialised_organisation')
    await hands.sees('forms.health.advice_1')
    assert.doesNotMatch(await page.locator('main').innerText(), /es (una )?víctima/i)
    await hands.say('public.reading.why')
    await look(page, 'the reading')
    await hands.press('public.reading.tell')
    await hands.heading(t('forms.part.tell'))
  })

  const receipt = await step('she tells the team, adds a photo and keeps the number', async () => {
    await hands.fill('forms.story_work', told)
    await hands.fill('public.where', 'Un centro de salud de Madrid')
    await hands.tick('forms.person_knows', t('forms.person_knows.agrees'))
    await look(page, 'told')
    await hands.press('public.send')
    await hands.heading(t('public.receipt.heading'))
    const shown = await page.locator('.receipt').innerText()
    await look(page, 'number')
    await hands.say('public.files.heading')
    await page.getByLabel(t('public.files.choose')).setInputFiles({
      ...{ name: 'foto.jpg', mimeType: 'image/jpeg' },
      buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#a2b7b0' } })
        .jpeg()
        .toBuffer(),
    })
    await hands.press('public.files.send')
    await hands.heading(t('public.files.done'))
    await hands.reads(/foto\.jpg/)
    assert.equal(await page.getByText(t('public.files.words_safe')).count(), 0, 'the photo was taken')
    await look(page, 'photo')
    await hands.press('public.receipt.kept')
    await hands.heading(t('public.thanks.heading'))
    await look(page, 'thanks')
    return shown.replace(/\D/g, '')
  })

  await step('she comes back with her number', async () => {
    assert.match(receipt, /^\d{20}$/)
    await hands.press('public.thanks.again')
    await hands.say('public.way.number')
    await hands.fill('public.number', receipt)
    await hands.press('public.open')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, 'back with the number')
    assert.equal(new URL(page.url()).pathname, '/')
    assert.equal(await page.title(), t('public.title'))
  })

  await step('a receptionist only wants to know what to do, and leaves without sending', async () => {
    const other = await phone({ locale: 'es-ES', scripts: false })
    const reception = handsOf(other, 'es')
    await other.goto(app.url)
    await reception.press('public.way.professional')
    await reception.press('public.field.tourism')
    await reception.tick('forms.age_under_18', t('public.unsure'))
    await reception.tick('public.danger_now', t('public.yes'))
    await reception.press('public.next')
    await reception.heading(t('public.reading.heading'))
    await reception.sees('public.danger_heading')
    await look(other, 'the reading of a receptionist')
    await reception.press('public.reading.leave')
    await reception.heading(t('public.heading'))
  })
}
