// Somebody asks for help in Bengali on a phone without JavaScript, keeps her number, and comes back with it: the
// coordinator answered from a Spanish desk. She adds something, and takes a proof along that says nothing.
import assert from 'node:assert/strict'
import { handsOf, reportStands, turnsPage } from './hands.ts'
import type { Journey } from './journey.ts'

const told = 'আমি একটা বাড়িতে কাজ করি। আমার পাসপোর্ট মালিকের কাছে। আমি বাইরে যেতে পারি না।'
const added = 'সোমবার সকালে আমি একা থাকি।'
const answer = 'ধন্যবাদ। সোমবার সকাল দশটায় আমরা এখানে আছি। কোনো কাগজ লাগবে না।'

export const asksInBengali = async ({ app, phone, colleague, look, step }: Journey): Promise<void> => {
  const page = await phone({ locale: 'bn-BD', scripts: false })
  const hands = handsOf(page, 'bn')
  const { t } = hands

  const receipt = await step('she says what she needs, in her own words', async () => {
    await page.goto(app.url)
    await hands.heading(t('public.heading'))
    await hands.press('public.way.self')
    await hands.heading(t('forms.title.self'))
    await hands.tick('forms.needs', t('forms.needs.leave'))
    await hands.tick('forms.needs', t('forms.needs.language'))
    await hands.tick('forms.danger_me', t('public.no'))
    await look(page, 'what she needs')
    await hands.press('public.next')
    await hands.heading(t('forms.part.reach'))
    await hands.fill('forms.story_me', told)
    await look(page, 'in her words')
    for (let part = 0; part < 4 && (await hands.find('button', 'public.send').count()) === 0; part += 1)
      await turnsPage(page, () => hands.press('public.next'))
    await hands.press('public.send')
    await hands.heading(t('public.receipt.heading'))
    return (await page.locator('.receipt').innerText()).replace(/\D/g, '')
  })
  assert.equal(receipt.length, 20)

  const code = () => page.locator('code').innerText()
  const proof = await step('she takes a proof of having written, and goes back to her number', async () => {
    await hands.press('public.talk.proof')
    await hands.heading(t('public.proof.heading'))
    assert.equal(await page.title(), t('public.title'))
    assert.ok(!(await page.locator('main').innerText()).includes(told.slice(0, 10)))
    await look(page, 'the proof')
    const shown = await code()
    await hands.press('public.proof.back')
    await hands.press('public.receipt.kept')
    await hands.heading(t('public.thanks.heading'))
    return shown
  })

  await step('before there is an answer her number says what an invented one says', async () => {
    await hands.press('public.thanks.again')
    await hands.say('public.way.number')
    await hands.fill('public.number', receipt)
    await hands.press('public.open')
    await hands.heading(t('public.answers.heading'))
    await hands.reads(t('public.answers.none'))
    assert.equal(await hands.find('button', 'public.talk.proof').count(), 0)
    await look(page, 'nothing yet')
  })

  const there = await colleague('coordinator', 'today')
  const { page: office } = there
  await step('the coordinator finds it, reads it and answers', async () => {
    await there.heading(there.t('agenda.greeting', { name: '' }).trim())
    await there.follow('shell.places.reports')
    const waiting = office.getByRole('tabpanel').getByRole('link')
    await waiting.first().waitFor()
    const links = await waiting.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
    for (const link of links) {
      await office.goto(app.url + link)
      await reportStands(office)
      if ((await office.getByText(told).count()) > 0) break
    }
    await there.sees('reports.life')
    await look(office, 'what she wrote')
    await there.fill('reports.answer_text', answer)
    await there.press('reports.send_answer')
    await there.hears('reports.answer_sent')
    await there.reads(there.t('reports.not_fetched'))
  })

  await step('somebody shows her proof at the desk: it is ours, and of today', async () => {
    await there.say('reports.proof_check')
    await there.fill('reports.proof_code', proof)
    await there.press('reports.proof_ask')
    await there.reads(/^Sí: corresponde a algo que recibimos/)
    await look(office, 'a proof that is ours')
    await there.fill('reports.proof_code', proof.replaceAll(/[0-9]/g, '1'))
    await there.press('reports.proof_ask')
    await there.sees('reports.proof_not_ours')
  })

  await step('she comes back with her number, reads the answer and adds something', async () => {
    await page.goto(app.url)
    await hands.say('public.way.number')
    await hands.fill('public.number', receipt)
    await hands.press('public.open')
    await hands.heading(t('public.answers.heading'))
    await hands.reads(answer)
    assert.ok(!(await page.locator('main').innerText()).includes(told.slice(0, 10)), 'never her own words')
    await look(page, 'the answer')
    await hands.fill('public.answers.add', added)
    await hands.press('public.answers.send')
    await hands.heading(t('public.added.heading'))
  })

  await step('the proof is the same one', async () => {
    await hands.press('public.thanks.again')
    await hands.say('public.way.number')
    await hands.fill('public.number', receipt)
    await hands.press('public.open')
    await hands.press('public.talk.proof')
    assert.equal(await code(), proof)
  })

  await step(
    'the coordinator sees that something is unread, reads it, and on which day the answer was fetched',
    async () => {
      await office.goto(`${app.url}/desk/reports?pile=answered`)
      await there.reads(there.t('reports.unread', { count: 1 }))
      await look(office, 'unread')
      await office
        .getByRole('tabpanel')
        .getByRole('link')
        .filter({ hasText: there.t('reports.unread', { count: 1 }) })
        .first()
        .click()
      await there.reads(added)
      await there.reads(/^Respuesta del .* recogida el/)
      await look(office, 'fetched')
    },
  )
}
