// An erasure: the director finds a file whose time has come and asks for it to be erased; the coordinator reads what
// will be gone and agrees. Afterwards the address of the file leads nowhere, and a certificate says what was done.
import assert from 'node:assert/strict'
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

export const erases = async ({ app, colleague, step, look, allow }: Journey): Promise<void> => {
  // The erased file is opened once more on purpose.
  allow(/status of 404 .*\/api\/cases\//)
  const signIn = async (role: string): Promise<Hands> => {
    const hands = await colleague(role, 'retention')
    await hands.heading(hands.t('leaving.retention'))
    return hands
  }
  let file = ''
  let reference = ''

  await step('the director finds a file whose time has come and asks for its erasure', async () => {
    const { page, t, press, choose, sees, ...hands } = await signIn('director')
    const rows = page.getByRole('row').filter({ hasNotText: t('leaving.erasure_waits') })
    const first = rows.filter({ hasText: t('leaving.state.due') }).first()
    await first.waitFor()
    await look(page, 'what is kept and until when')
    const name = first.getByRole('rowheader')
    reference = (await name.innerText()).trim()
    await name.click()
    await page.getByRole('heading', { name: t('leaving.erasure') }).waitFor()
    file = page.url()
    await look(page, 'how the file stands')
    await press('leaving.ask_erasure')
    await choose('leaving.erasure_reason', t('leaving.erasure_reason.time_is_over'))
    await look(page, 'asking for erasure')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('leaving.ask_erasure') })
      .click()
    await hands.hears('leaving.erasure_asked')
    await sees('leaving.request_mine')
    assert.equal(await page.getByRole('button', { name: t('leaving.read_and_approve') }).count(), 0, 'not alone')
  })

  await step('the coordinator reads what will be gone, and agrees', async () => {
    const { page, t, press, heading, sees } = await signIn('coordinator')
    await page.goto(file)
    await sees('leaving.request_waits')
    await look(page, 'an erasure waits')
    await press('leaving.read_and_approve')
    await sees('leaving.gone.key')
    await look(page, 'what will be gone')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(t('leaving.i_have_read')).click()
    await dialog.getByRole('button', { name: t('leaving.approve') }).click()
    await heading(t('leaving.certificate'))
    await look(page, 'the certificate')
    const paper = await page.getByRole('main').innerText()
    assert.ok(!paper.includes(reference), 'the certificate does not say whose file it was')
    await page.goto(`${app.url}/desk/retention`)
    await sees('leaving.erased')
    assert.equal(await page.getByText(reference, { exact: true }).count(), 0, 'it is in no list')
  })

  await step('the address of the file leads nowhere', async () => {
    const { page, t } = await signIn('director')
    await page.goto(file)
    await page.getByRole('heading', { name: t('shell.not_found.title') }).waitFor()
    assert.equal(await page.getByText(reference, { exact: true }).count(), 0)
  })
}
