// A worker screens with the person in the file, in Nepali beside her own Spanish and by keyboard alone; then a fine is
// written down, and the rule that may protect the person from it stands there with the letter to counsel.
import assert from 'node:assert/strict'
import { enters, handsOf } from './hands.ts'
import type { Journey } from './journey.ts'

const language = 'es'

export const screensInFile = async ({ app, colleague, phone, step, look }: Journey): Promise<void> => {
  const hands = await colleague('reference_worker', 'people', language)
  const { page, t } = hands
  const file = async () => {
    await page.getByRole('rowheader').first().click()
  }

  await step('before the first question the gate is closed', async () => {
    await file()
    await hands.tab('shell.side.screening')
    await hands.press('screening.begin')
    await hands.press('screening.use', { name: 'RAFT' })
    await hands.choose('screening.gate.language', 'नेपाली')
    await page.getByText('नेपाली').first().waitFor()
    assert.ok(await hands.find('button', 'screening.gate.go_on').isDisabled())
    await look(page, 'gate')
  })

  await step('alone, understood, in no danger, told and free to skip', async () => {
    await hands.tick('screening.gate.age', t('screening.age.unsure'))
    await hands.say('screening.gate.alone')
    await hands.tick('screening.gate.interpreter', t('screening.interpreter.somebody_else'))
    await hands.tick('screening.gate.danger', t('screening.danger.no'))
    await hands.say('screening.gate.limits')
    await hands.say('screening.gate.skip')
    await hands.sees('screening.gate.wait_interpreter')
    assert.ok(await hands.find('button', 'screening.gate.go_on').isDisabled())
    await hands.tick('screening.gate.interpreter', t('screening.interpreter.professional'))
    await hands.press('screening.gate.go_on')
  })

  await step('four answers by four keys', async () => {
    const questions = page.locator('.screening-question')
    await questions.first().waitFor()
    assert.equal(await questions.count(), 4)
    assert.ok(await questions.first().locator('[lang="ne"]').isVisible())
    await questions.first().getByRole('radio').first().focus()
    for (const key of ['1', '3', '2', '3']) await page.keyboard.press(key)
    await look(page, 'questions')
    await hands.fill('screening.words', 'Quiere pensarlo.')
    await hands.press('screening.keep')
    await hands.hears('screening.kept')
  })

  await step('what it says is calm: next steps, reasons, and no verdict', async () => {
    await hands.sees('screening.no_verdict')
    await hands.reads(t('signs.step.child_protection'))
    await look(page, 'reading')
  })

  await step('a fine is written down and meets the signs', async () => {
    await hands.tab('shell.side.proceedings')
    await hands.press('proceedings.add')
    await hands.choose('proceedings.kind', t('proceedings.kind.fine'))
    await hands.fill('proceedings.authority', 'Subdelegación')
    await hands.press('proceedings.save')
    await hands.hears('proceedings.saved')
    await hands.heading(t('proceedings.protected.title'))
    await hands.reads(/59 bis\.2/)
    await look(page, 'protected')
  })

  await step('the letter to counsel is begun with what is known', async () => {
    await hands.press('proceedings.write_letter')
    const dialog = page.getByRole('dialog')
    await hands.fill('documents.letter.field.to', 'Turno de oficio', dialog)
    await hands.fill('documents.letter.field.sender', 'Casa', dialog)
    await look(page, 'letter')
    await hands.press('documents.letter.write', undefined, dialog)
    await hands.hears('documents.letter.written')
  })

  await step('at the desk without a file nothing is sent', async () => {
    const small = await phone({ locale: 'es-ES' })
    const thumbs = handsOf(small, language)
    await enters(small, app.signIn('intake'))
    await small.goto(`${app.url}/desk/screening`)
    await thumbs.press('screening.use', { name: 'QYIT' })
    await thumbs.tick('screening.gate.age', t('screening.age.adult'))
    await thumbs.say('screening.gate.alone')
    await thumbs.tick('screening.gate.interpreter', t('screening.interpreter.not_needed'))
    await thumbs.tick('screening.gate.danger', t('screening.danger.yes'))
    await thumbs.say('screening.gate.limits')
    await thumbs.say('screening.gate.skip')
    const sent: string[] = []
    small.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
    await thumbs.press('screening.gate.stop_here')
    await thumbs.reads(t('signs.step.emergency'))
    await look(small, 'stopped for safety')
    assert.deepEqual(sent, [])
  })
}
