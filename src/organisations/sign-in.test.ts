// Signing in: what gets in, what does not, and that nobody can tell the refusals apart.
import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { generateSync } from 'otplib'
import type { Answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hashPassword } from '#vault/password.ts'
import { argon2id } from '#vault/slow-hash.ts'
import * as accountApi from './account.api.ts'
import { hashOf } from './account.store.ts'
import {
  changeLanguage,
  changePassword,
  endSession,
  listSessions,
  readSession,
  signIn,
  signInWithCode,
  signOut,
} from './account.ts'
import { timeStepOf } from './one-time-code.api.ts'
import * as factorApi from './second-factor.api.ts'
import {
  drawAuthenticator,
  drawRecoveryCodes,
  keepRecoveryCodes,
  readFactors,
  setAuthenticator,
  showSecondFactor,
} from './second-factor.ts'
import * as signInApi from './sign-in.api.ts'

let at: TestHouse
const password = 'tres gatos bajo la lluvia fina'
let hash: string
const cookieOf = (headers: Record<string, unknown>): string | undefined =>
  /amparo=([^;]*)/.exec(String(headers['set-cookie'] ?? ''))?.[1]

/** Kept as cheaply as can be read: for wrong guesses that are counted, whatever each of them costs. */
const cheapHash = async (): Promise<string> => {
  const salt = Buffer.alloc(16, 7)
  const kept = await argon2id(Buffer.from(password), salt, { memory: 8, passes: 1 })
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=8,t=1,p=1$${plain(salt)}$${plain(kept)}`
}

/** Someone with a password, and an address of their own. */
const aColleague = async (email = `${newId()}@example.org`, kept = hash): Promise<Who & { email: string }> => {
  const who = await at.join(at.ours, 'Nuria', ['reference_worker'])
  await at.db.owner.query('update staff set email = $2 where staff_id = $1', [who.staff_id, email])
  await at.db.owner.query(
    'insert into credential (organisation_id, staff_id, password_hash, password_set_at) values ($1, $2, $3, now())',
    [who.organisation_id, who.staff_id, kept],
  )
  return { ...who, email }
}
const codeAt = (secret: string, away = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + away * 30, period: 30, digits: 6 })

/** The authenticator is set with the code of the step before, so that the present one is still good. */
const protect = async (who: Who): Promise<string> => {
  const { secret, mark } = await at.ask(drawAuthenticator, {}, who)
  assert.deepEqual(await at.ask(setAuthenticator, { secret, mark, code: codeAt(secret, -1) }, who), { outcome: 'set' })
  return secret
}

before(async () => {
  // The clock stands in the middle of a code's half minute: none runs out between being drawn and being typed.
  mock.timers.enable({ apis: ['Date'], now: Math.floor(Date.now() / 30_000) * 30_000 + 15_000 })
  at = await testHouse(accountApi, signInApi, factorApi)
  hash = await hashPassword(password)
})
after(() => at?.close())

test('an unknown address, a wrong password and someone who left get one answer, in the same time', async () => {
  const who = await aColleague()
  const gone = await aColleague()
  await at.db.owner.query("update staff set status = 'left' where staff_id = $1", [gone.staff_id])
  const tries = [
    { email: 'nobody@example.org', password },
    { email: who.email, password: 'not this one at all' },
    { email: gone.email, password },
  ]
  for (const input of tries) {
    const started = performance.now()
    const { status, body, headers } = await at.askHttp(signIn, input, nobody)
    assert.deepEqual([status, body, cookieOf(headers)], [200, { outcome: 'refused' }, undefined])
    assert.ok(performance.now() - started >= 290, 'a refusal came too fast')
  }
})

test('the right password opens a session that ends at once when signed out', async () => {
  const who = await aColleague()
  const { body, headers } = await at.askHttp(signIn, { email: who.email.toUpperCase(), password }, nobody)
  assert.equal(body.outcome, 'signed_in')
  const mine = { ...who, token: cookieOf(headers)! }
  const session = await at.ask(readSession, {}, mine)
  assert.equal(session.actor.staff_id, who.staff_id)
  assert.equal(session.protected, false)
  assert.equal(session.may['case.open'], true)
  assert.equal(session.may['staff.manage'], false)
  assert.equal(Buffer.from(session.draft_key, 'base64').length, 32)
  const out = await at.askHttp(signOut, {}, mine)
  assert.deepEqual([out.body, cookieOf(out.headers)], [{ ended: true }, ''])
  await assert.rejects(at.ask(readSession, {}, mine), { kind: 'signed_out' })
  assert.deepEqual((await at.askHttp(signOut, {}, mine)).body, { ended: false })
  const deeds = await at.rows('select action from journal where session_id = $1 and action like $2 order by at', [
    body.session_id,
    'account.sign%',
  ])
  assert.deepEqual(
    deeds.map((row) => row.action),
    ['account.sign_in', 'account.sign_out'],
  )
})

test('the session and the account are only for whoever is signed in', async () => {
  const endpoints = [readSession, listSessions, readFactors, drawAuthenticator, drawRecoveryCodes] as const
  for (const endpoint of endpoints) await assert.rejects(at.ask(endpoint, {}, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(changeLanguage, { language: 'it' }, nobody), { kind: 'signed_out' })
  for (const who of [at.staff.partner_worker, at.staff.director, at.staff.coordinator])
    assert.equal((await at.ask(readSession, {}, who)).actor.organisation_id, who.organisation_id)
  await at.ask(changeLanguage, { language: 'it' }, at.staff.partner_worker)
  assert.equal((await at.ask(readSession, {}, at.staff.partner_worker)).language, 'it')
})

test('ten wrong passwords lock the account for a while, even against the right one, and no other account', async () => {
  const who = await aColleague(undefined, await cheapHash())
  const other = await aColleague()
  const wrong = () => at.ask(signIn, { email: who.email, password: 'wrong wrong wrong wrong' }, nobody)
  for (let n = 0; n < 10; n++) assert.deepEqual(await wrong(), { outcome: 'refused' })
  assert.deepEqual(await at.ask(signIn, { email: who.email, password }, nobody), { outcome: 'wait' })
  assert.equal((await at.ask(signIn, { email: other.email, password }, nobody)).outcome, 'signed_in')
  const unknown = `${newId()}@example.org`
  for (let n = 0; n < 10; n++) await at.ask(signIn, { email: unknown, password }, nobody)
  assert.deepEqual(await at.ask(signIn, { email: unknown, password }, nobody), { outcome: 'wait' })
  await at.db.owner.query("update sign_in_attempt set at = at - interval '16 minutes'")
  assert.equal((await at.ask(signIn, { email: who.email, password }, nobody)).outcome, 'signed_in')
})

test('guesses made at the same time are not counted as one', async () => {
  const who = await aColleague()
  const answers = await Promise.allSettled(
    Array.from({ length: 14 }, () => at.ask(signIn, { email: who.email, password: 'wrong wrong wrong wrong' }, nobody)),
  )
  const checked = answers.filter((each) => each.status === 'fulfilled' && each.value.outcome === 'refused').length
  const [row] = await at.rows('select count(*) from sign_in_attempt')
  assert.ok(checked <= 10)
  assert.ok(Number(row!.count) >= checked)
  await at.db.owner.query('delete from sign_in_attempt')
})

test('a wrong one-time code is null, never the result object that is always true', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const now = new Date().toISOString()
  const right = codeAt(secret)
  const wrong = right === '000000' ? '111111' : '000000'
  assert.equal(timeStepOf(secret, wrong, now), null)
  assert.equal(timeStepOf(secret, '', now), null)
  assert.equal(timeStepOf(secret, 'abcdef', now), null)
  assert.equal(timeStepOf(secret, right, now), Math.floor(Date.parse(now) / 30_000))
  assert.equal(timeStepOf(secret, codeAt(secret, -5), now), null)
})

test('with an authenticator the password alone opens nothing, a code opens once', async () => {
  const who = await aColleague()
  const secret = await protect(who)
  const first = await at.ask(signIn, { email: who.email, password }, nobody)
  assert.ok(first.outcome === 'code_needed')
  const { challenge } = first
  const refused = await at.askHttp(signInWithCode, { challenge, code: '000000' }, nobody)
  assert.deepEqual([refused.body, cookieOf(refused.headers)], [{ outcome: 'refused' }, undefined])
  const code = codeAt(secret)
  const entered = await at.askHttp(signInWithCode, { challenge, code }, nobody)
  assert.equal(entered.body.outcome, 'signed_in')
  const session = await at.ask(readSession, {}, { ...who, token: cookieOf(entered.headers)! })
  assert.ok(session.protected && session.second_factor_until)
  assert.deepEqual(await at.ask(signInWithCode, { challenge, code }, nobody), { outcome: 'refused' })
  assert.deepEqual(await at.ask(signIn, { email: who.email, password, code }, nobody), { outcome: 'refused' })
  const next = await at.ask(signIn, { email: who.email, password, code: codeAt(secret, 1) }, nobody)
  assert.equal(next.outcome, 'signed_in')
  const [live] = await at.rows('select count(*)::int from session where staff_id = $1', [who.staff_id])
  assert.equal(live!.count, 3, 'a refused code leaves no session behind')
})

test('the secret of an authenticator lies sealed, and opens for nobody else', async () => {
  const who = await aColleague()
  const other = await aColleague()
  const secret = await protect(who)
  await protect(other)
  const [row] = await at.rows('select sealed_totp from credential where staff_id = $1', [who.staff_id])
  assert.ok(!(row!.sealed_totp as Buffer).includes(secret))
  await at.db.owner.query(
    `update credential set sealed_totp = (select sealed_totp from credential where staff_id = $1), totp_last_step = 0 where staff_id = $2`,
    [who.staff_id, other.staff_id],
  )
  await assert.rejects(at.ask(signIn, { email: other.email, password, code: codeAt(secret) }, nobody))
})

test('recovery codes are good once each, and only when they were drawn here', async () => {
  const who = await aColleague()
  await protect(who)
  const { codes, mark } = await at.ask(drawRecoveryCodes, {}, who)
  const weak = codes.map(() => 'aaaa-aaaa-aaaa-aaaa')
  await assert.rejects(at.ask(keepRecoveryCodes, { codes: weak, mark }, who), { key: 'second_factor.not_ours' })
  await at.ask(keepRecoveryCodes, { codes, mark }, who)
  assert.equal((await at.ask(readFactors, {}, who)).recovery_codes_left, 10)
  const code = codes[3]!.toUpperCase().replaceAll('-', ' ')
  assert.equal((await at.ask(signIn, { email: who.email, password, code }, nobody)).outcome, 'signed_in')
  assert.equal((await at.ask(signIn, { email: who.email, password, code }, nobody)).outcome, 'refused')
  assert.equal((await at.ask(readFactors, {}, who)).recovery_codes_left, 9)
  const kept = await at.rows('select reply::text from answered_request where staff_id = $1', [who.staff_id])
  for (const row of kept) assert.ok(!codes.some((each) => String(row.reply).includes(each)))
})

test('the factor that protects an account cannot be replaced at a desk left open', async () => {
  const who = await aColleague()
  const secret = await protect(who)
  // By the clock that stands: the database's goes on while this file runs.
  await at.db.owner.query('update session set second_factor_at = $2 where session_id = $1', [
    who.session_id,
    new Date(Date.now() - 11 * 60_000),
  ])
  const drawn = await at.ask(drawAuthenticator, {}, who)
  const replace = () =>
    at.ask(setAuthenticator, { secret: drawn.secret, mark: drawn.mark, code: codeAt(drawn.secret) }, who)
  await assert.rejects(replace(), { kind: 'refused', key: 'access.second_factor_needed' })
  await assert.rejects(at.ask(drawRecoveryCodes, {}, who), { key: 'access.second_factor_needed' })
  assert.deepEqual(await at.ask(showSecondFactor, { code: '000000' }, who), { outcome: 'refused' })
  const code = codeAt(secret)
  assert.deepEqual(await at.ask(showSecondFactor, { code }, who), { outcome: 'shown' })
  assert.deepEqual(await at.ask(showSecondFactor, { code }, who), { outcome: 'refused' })
  assert.deepEqual(await replace(), { outcome: 'set' })
})

test('a new password is long, not about oneself, and signs the other devices out', async () => {
  const who = await aColleague()
  const { headers } = await at.askHttp(signIn, { email: who.email, password }, nobody)
  const elsewhere = { ...who, token: cookieOf(headers)! }
  const change = (current_password: string, next: string) =>
    at.ask(changePassword, { current_password, password: next }, who)
  await assert.rejects(change(password, 'short one'), { key: 'password.short' })
  await assert.rejects(change(password, 'password12345678'), { key: 'password.common' })
  await assert.rejects(change(password, 'CasaEncinaNuria2026'), { key: 'password.about_you' })
  assert.deepEqual(await change('wrong wrong wrong', 'otra frase larga y sencilla'), { outcome: 'refused' })
  assert.deepEqual(await change(password, 'otra frase larga y sencilla'), { outcome: 'changed' })
  await assert.rejects(at.ask(readSession, {}, elsewhere), { kind: 'signed_out' })
  await at.ask(readSession, {}, who)
  assert.deepEqual(await at.ask(signIn, { email: who.email, password }, nobody), { outcome: 'refused' })
})

test('a device signed out from elsewhere is out at its next step; nobody ends the session of another', async () => {
  const who = await aColleague()
  const { body, headers } = await at.askHttp(signIn, { email: who.email, password }, nobody)
  const lost = { ...who, token: cookieOf(headers)! }
  assert.equal((await at.ask(listSessions, {}, who)).sessions.length, 2)
  const { session_id } = body
  assert.deepEqual(await at.ask(endSession, { session_id }, at.staff.administrator), { ended: 0 })
  await at.ask(readSession, {}, lost)
  assert.deepEqual(await at.ask(endSession, { session_id }, who), { ended: 1 })
  await assert.rejects(at.ask(readSession, {}, lost), { kind: 'signed_out' })
})

test('an unattended desk locks after half an hour, use keeps it open, and a clock set back opens nothing', async () => {
  const { email, ...who } = await aColleague()
  const { headers } = await at.askHttp(signIn, { email, password }, nobody)
  const mine = { ...who, token: cookieOf(headers)! }
  const age = (minutes: number) =>
    at.db.owner.query(
      `update session set seen_at = seen_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute'
       where token_hash = $1`,
      [hashOf(mine.token), minutes],
    )
  await age(29)
  await at.ask(readSession, {}, mine)
  await age(29)
  await at.ask(readSession, {}, mine)
  await at.db.owner.query(
    "update session set made_at = made_at - interval '11 hours 50 minutes' where token_hash = $1",
    [hashOf(mine.token)],
  )
  await age(2)
  await at.ask(readSession, {}, mine)
  const [row] = await at.rows(
    "select expires_at < now() + interval '11 minutes' as soon from session where token_hash = $1",
    [hashOf(mine.token)],
  )
  assert.equal(row!.soon, true, 'twelve hours after signing in it ends, in use or not')
  // The house has already seen the moment after the session ended; the machine's clock says an hour earlier.
  await at.db.owner.query("update clock_mark set latest = now() + interval '1 hour'")
  await assert.rejects(at.ask(readSession, {}, mine), { kind: 'signed_out' })
  await at.db.owner.query('update clock_mark set latest = now()')
  await at.ask(readSession, {}, mine)
  await age(31)
  await assert.rejects(at.ask(readSession, {}, mine), { kind: 'signed_out' })
})

test('the server itself cannot read how people sign in', async () => {
  const tables = [
    'credential',
    'recovery_code',
    'passkey',
    'invitation',
    'sign_in_challenge',
    'sign_in_attempt',
    'session',
  ]
  for (const table of tables) {
    const read = at.house.database.pool.query(`select * from ${table}`)
    await assert.rejects(read, { code: '42501' }, table)
  }
  assert.ok(([] as Answer[]).concat(signInApi.signInAnswers, accountApi.accountAnswers).length > 0)
})
