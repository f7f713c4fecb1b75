// A hotel asks for a training, it is planned from what was asked, people register by a link, come, answer before and after,
// and a certificate that anybody can verify leaves with them. What few answered is told nobody.
import assert from 'node:assert/strict'
import { type Hands, turnsPage } from './hands.ts'
import type { Journey } from './journey.ts'
import {
  answersSurvey,
  answersTest,
  bank,
  comes,
  curriculum,
  makesCertificate,
  opensPublic,
  registers,
} from './prevention-people.ts'

const hotel = 'Hotel Los Tamarindos'
const name = 'Irune Zabala Goñi'

const asks = async (walk: Journey) => {
  const hands = await opensPublic(walk, '/training/ask')
  const { page, t } = hands
  const field = (key: string) => page.getByLabel(t(`training.ask.${key}`), { exact: true })
  await field('curriculum').selectOption({ label: t('curriculum.hotel-team.title') })
  await field('sector').selectOption({ label: t('sector.tourism') })
  await field('how_many').fill('18')
  await field('province').selectOption({ label: 'Málaga' })
  await field('when').fill('Un martes por la mañana')
  await field('institution').fill(hotel)
  await field('name').fill('Begoña Urrutia')
  await field('role').fill('Gobernanta')
  await hands.press('training.ask.send')
  // How to answer was left out: it is told, and nothing typed is lost.
  await hands.sees('training.ask.wrong')
  assert.equal(await field('institution').inputValue(), hotel)
  await field('telephone').fill('952 000 118')
  await walk.look(page, 'an institution asks for a training')
  await turnsPage(page, () => hands.press('training.ask.send'))
  await hands.heading(t('training.ask.thanks'))
}

/** Today, around now: whoever runs this does it at any hour. */
const plans = async (walk: Journey, hands: Hands) => {
  const { page, t } = hands
  const asked = hands.piece(hotel)
  await hands.heading(t('prevention.tab.requests'))
  await asked.waitFor()
  await walk.look(page, 'what institutions asked for')
  await hands.follow('prevention.plan', asked)
  await hands.heading(t('prevention.plan'))
  const { today, hour } = await page.evaluate(() => {
    const now = new Date()
    return { today: now.toLocaleDateString('sv'), hour: now.getHours() }
  })
  const clock = (at: number) => `${String(at).padStart(2, '0')}:00`
  await hands.write('prevention.field.on', today)
  await page.getByLabel(t('prevention.field.from')).fill(clock(Math.max(0, hour - 3)))
  await page.getByLabel(t('prevention.field.until')).fill(hour > 20 ? '23:59' : clock(hour + 3))
  await hands.fill('prevention.field.place', 'Sala Azul, planta baja')
  await walk.look(page, 'a training is planned')
  await hands.press('prevention.form.save')
  await hands.heading(t('curriculum.hotel-team.title'))
  await hands.press('prevention.move.open')
  await hands.sees('prevention.status.open')
}

const shows = async (walk: Journey, hands: Hands) => {
  const { page, t } = hands
  await hands.tab('prevention.page.register')
  await hands.press('prevention.register.screen')
  const screen = page.getByRole('dialog')
  const codes = screen.locator('.training-code')
  await codes.nth(1).waitFor()
  const [join, day_code] = await codes.allInnerTexts()
  await walk.look(page, 'what the screen of the room shows')
  await page.keyboard.press('Escape')
  await screen.waitFor({ state: 'hidden' })
  assert.match(t('prevention.register.link'), /\S/)
  return { join: join!.trim(), day_code: day_code!.trim() }
}

/** One came by the code of the day; the other is ticked, and one without a seat is only counted. */
const ticks = async (walk: Journey, hands: Hands) => {
  const { page, t } = hands
  await page.reload()
  await hands.tab('prevention.page.attendance')
  await hands.sees('prevention.attendance.came', { came: 1, seats: 2 })
  await page.locator('label', { hasText: t('prevention.attendance.seat', { number: 2 }) }).click()
  await hands.sees('prevention.attendance.came', { came: 2, seats: 2 })
  await walk.look(page, 'who came')
}

const verifies = async (walk: Journey, number: string, badge: Record<string, unknown>) => {
  const hands = await opensPublic(walk, '/verify')
  const { page, t } = hands
  await page.getByLabel(t('verify.number'), { exact: true }).fill(number)
  await turnsPage(page, () => hands.press('verify.look'))
  await hands.heading(t('verify.state.valid'))
  await page.getByLabel(t('verify.name_label')).fill('Otra Persona')
  await hands.press('verify.name_check')
  await hands.sees('verify.name_other')
  await page.getByLabel(t('verify.name_label')).fill(` ${name.toLowerCase()} `)
  await hands.press('verify.name_check')
  await hands.sees('verify.name_same')
  await walk.look(page, 'a certificate is verified')
  // The file that was taken along holds; with another hour in it, it does not.
  const pastes = async (text: string, state: string) => {
    await page.goto(`${walk.app.url}/verify`)
    await page.locator('summary').click()
    await page.getByLabel(t('verify.file_paste')).fill(text)
    await turnsPage(page, () => hands.press('verify.file_check'))
    await hands.heading(t(`verify.state.${state}`))
  }
  await pastes(JSON.stringify(badge), 'valid')
  await pastes(JSON.stringify(badge).replace(/"creditsAvailable":\d+/, '"creditsAvailable":40'), 'changed')
  await walk.look(page, 'a certificate that was changed')
}

export const trainsHotel = async (walk: Journey): Promise<void> => {
  const { step, look, allow } = walk
  // What was typed wrong on purpose.
  allow(/status of 422 /)
  await step('a hotel asks for a training', () => asks(walk))
  const trainer = await step('the trainer reads what was asked', () => walk.colleague('trainer', 'prevention/requests'))
  await step('it is planned from what was asked, and opened', () => plans(walk, trainer))
  const { join, day_code } = await step('the link and the code of the day are shown', () => shows(walk, trainer))
  const one = await step('somebody registers by the link', () => registers(walk, join))
  await step('who was trained in another language registers too', () => registers(walk, join, 'ur'))
  await step('the test before', async () => {
    await look(one.page, 'the code of a seat')
    await answersTest(one, 'pre', 4)
  })
  await step('coming by the code of the day', () => comes(one, day_code))
  await step('the trainer ticks the other', () => ticks(walk, trainer))
  await step('the test after, and how it was', async () => {
    await answersTest(one, 'post', bank.items.length)
    await answersSurvey(one)
  })
  const { number, badge } = await step('a certificate is made', () => makesCertificate(one, name))
  await look(one.page, 'a certificate is taken along')
  await step('anybody verifies it', () => verifies(walk, number, badge))
  await step('what two answered is told nobody', async () => {
    await trainer.tab('prevention.page.numbers')
    await trainer.page.getByRole('tabpanel').waitFor()
    assert.equal(await trainer.page.getByRole('tabpanel').locator('.chart').count(), 0)
    await look(trainer.page, 'numbers of a small group')
    await trainer.tab('prevention.page.plan')
    await trainer.press('prevention.move.held')
    await trainer.sees('prevention.status.held')
  })
  assert.ok(curriculum.certificate, 'the curriculum gives one')
}
