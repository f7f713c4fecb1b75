// The first day of a house: the link the server prints, the recovery kit on paper, the administrator signs in, protects
// the account and invites a colleague, and each sees where they are signed in.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { startApp } from './app.ts'
import { handsOf } from './hands.ts'
import { journey } from './journey.ts'

const language = 'es'
const administrator = {
  name: 'Nerea Olmos Vidal',
  email: 'nerea@faro.example',
  password: 'siete barcas duermen al sol',
}
const colleague = { name: 'Marta Rivas Leal', email: 'marta@faro.example', password: 'la higuera del patio canta' }

/** Codes of the step before, the present one and the next are all good, each of them once. */
const codeAt = async (secret: string, away: number) => {
  // As a person does: a code about to run out is not typed any more.
  const left = 30_000 - (Date.now() % 30_000)
  if (away < 0 && left < 10_000) await pause(left)
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + away * 30, period: 30, digits: 6 })
}

const signIn = async (page: Page, url: string, who: typeof colleague) => {
  const hands = handsOf(page, language)
  await page.goto(`${url}/desk/sign-in`)
  await hands.fill('organisations.email', who.email)
  await hands.fill('organisations.password', who.password)
  await hands.press('organisations.sign_in.action')
  return hands
}

journey(
  'accounts',
  async ({ app, desk, step, look, allow }) => {
    // Whoever is not signed in yet is told so when the desk asks who is there.
    allow(/status of 401 .*\/api\/session$/)
    const page = await desk({ locale: 'es-ES' })
    const hands = handsOf(page, language)
    const { t } = hands

    await step('the link the server printed sets the house up', async () => {
      const link = /https?:\/\/\S+\/desk\/set-up#\S+/.exec(app.printed())?.[0]
      assert.ok(link, `no link in:\n${app.printed()}`)
      const { pathname, hash } = new URL(link)
      await page.goto(app.url + pathname + hash)
      await hands.heading(t('organisations.set_up.title'))
      await look(page, 'set-up')
      const [organisation, you] = [
        page.getByRole('region', { name: t('organisations.set_up.organisation') }),
        page.getByRole('region', { name: t('organisations.set_up.you') }),
      ]
      await hands.fill('organisations.name', 'Asociación El Faro de Abril', organisation)
      await hands.fill('organisations.set_up.office', 'Sede', organisation)
      await hands.fill('organisations.your_name', administrator.name, you)
      await hands.fill('organisations.email', administrator.email, you)
      await hands.fill('organisations.new_password', administrator.password, you)
      await hands.press('organisations.set_up.action')
    })

    await step('the recovery kit is confirmed from paper', async () => {
      await hands.heading(t('organisations.kit.title'))
      const rows = await page.getByRole('main').getByRole('listitem').allInnerTexts()
      const groups = rows.map((row) => row.trim().split(/\s+/).at(-1)!)
      assert.equal(groups.length, 13)
      await look(page, 'recovery kit')
      await hands.press('organisations.kit.on_paper')
      await hands.heading(t('organisations.kit.confirm'))
      for (const [place, group] of groups.entries()) {
        const asked = page.getByRole('textbox', { name: t('organisations.kit.group', { number: place + 1 }) })
        const exact = asked.and(page.getByLabel(new RegExp(`\\b${place + 1}\\b`)))
        if (await exact.count()) await exact.fill(group)
      }
      await look(page, 'recovery kit, confirming')
      await hands.press('organisations.kit.confirm.action')
      await hands.heading(t('organisations.set_up.done'))
      await look(page, 'set-up, done')
    })

    await step('the administrator signs in', async () => {
      await hands.follow('organisations.sign_in.action')
      await hands.heading(t('organisations.sign_in.title'))
      await look(page, 'sign in')
      await signIn(page, app.url, administrator)
      await hands.heading(t('agenda.greeting', { name: administrator.name }))
      await look(page, 'today, empty')
    })

    const secret = await step('and adds a second factor', async () => {
      await hands.follow('shell.places.organisation')
      await hands.reads(t('organisations.account.unprotected'))
      await look(page, 'my account, unprotected')
      await hands.press('organisations.authenticator.begin')
      await page.getByRole('img', { name: t('organisations.authenticator.picture') }).waitFor()
      const shown = (await page.getByText(/^[A-Z2-7 ]{32,48}$/).innerText()).replace(/\s/g, '')
      await look(page, 'authenticator')
      await hands.fill('organisations.authenticator.code', await codeAt(shown, -1))
      await hands.press('organisations.authenticator.keep')
      await hands.hears('organisations.authenticator.set')
      return shown
    })

    const link = await step('a colleague is invited', async () => {
      await hands.tab('organisations.tab.people')
      await page.getByRole('main').getByText(administrator.name).first().waitFor()
      await look(page, 'people of the house')
      await hands.press('organisations.invite')
      const dialog = page.getByRole('dialog')
      await hands.fill('organisations.name', colleague.name, dialog)
      await hands.fill('organisations.email', colleague.email, dialog)
      await hands.tick('organisations.roles', t('organisations.role.reference_worker'), dialog)
      await look(page, 'inviting')
      await hands.press('organisations.invite.action', undefined, dialog)
      const code = page.getByRole('textbox', { name: t('organisations.code.label') })
      const made = page.getByText(/\/desk\/invitation#/)
      await code.or(made).first().waitFor()
      if (await code.isVisible()) {
        await look(page, 'second factor asked')
        await code.fill(await codeAt(secret, 0))
        await hands.press('organisations.factor.action')
      }
      const text = await made.innerText()
      await look(page, 'invitation link')
      await hands.press('organisations.link.done')
      return new URL(text.trim())
    })

    await step('the colleague comes in with it, once', async () => {
      const theirs = await desk({ locale: 'es-ES' })
      const them = handsOf(theirs, language)
      await theirs.goto(app.url + link.pathname + link.hash)
      await them.heading(t('organisations.invitation.title'))
      await look(theirs, 'invitation')
      await them.fill('organisations.new_password', colleague.password)
      await them.press('organisations.invitation.action')
      await them.heading(t('organisations.authenticator'))
      await look(theirs, 'account of the colleague')
      const stranger = await desk({ locale: 'es-ES' })
      await stranger.goto(app.url + link.pathname + link.hash)
      const late = handsOf(stranger, language)
      await late.fill('organisations.new_password', colleague.password)
      await late.press('organisations.invitation.action')
      await late.sees('organisations.invitation.refused')
      await look(stranger, 'invitation, used')
    })

    await step('another device needs the code, and can be signed out', async () => {
      const elsewhere = await desk({ locale: 'es-ES' })
      const there = await signIn(elsewhere, app.url, administrator)
      await there.heading(t('organisations.code.title'))
      await look(elsewhere, 'sign in, code')
      await there.fill('organisations.code.label', await codeAt(secret, 1))
      await there.press('organisations.sign_in.action')
      await there.heading(t('agenda.greeting', { name: administrator.name }))
      await hands.tab('organisations.tab.account')
      await page.reload()
      await hands.sees('organisations.sessions.this_one')
      await look(page, 'my sessions')
      await hands.press('organisations.sessions.end_others')
      await hands.hears('organisations.sessions.ended')
      await elsewhere.reload()
      await there.heading(t('organisations.sign_in.title'))
    })
  },
  { start: () => startApp({ args: ['serve'] }) },
)
