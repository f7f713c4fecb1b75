// What everyone may do with their own account: see who they are here, where they are signed in, change the password.
import { abilities } from '#access/access.rules.ts'
import { loadMatrix } from '#access/access.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { hashPassword, verifyPassword } from '#vault/password.ts'
import { endMySessions, findMe, findMySessions, marksOf, setLanguage, setPassword } from './account.store.ts'
import * as model from './account.ts'
import { findMyPasskeys } from './passkey.store.ts'
import { passwordFault } from './password.rules.ts'
import { findCredential } from './second-factor.store.ts'
import { counted } from './sign-in.api.ts'

const idleMinutes = 30
const secondFactorMinutes = 10
const matrix = loadMatrix()

export const refuseWeak = (password: string, about: string[]): void => {
  const fault = passwordFault(password, about)
  if (fault) throw new Problem('invalid', `password.${fault}`, { fields: [{ path: 'password', code: 'custom' }] })
}

const signedOut = () => new Problem('signed_out', 'session.signed_out')

export const readSession = answer(model.readSession)(async ({ tx, actor, house, vault, now }) => {
  const [me, credential, passkeys] = await Promise.all([
    findMe(tx, actor.staff_id),
    findCredential(tx),
    findMyPasskeys(tx),
  ])
  if (!me) throw signedOut()
  const { staff_id, organisation_id, roles, office_id } = actor
  const { name, organisation_name, organisation_kind, language } = me
  const until = actor.second_factor_at ? Date.parse(actor.second_factor_at) + secondFactorMinutes * 60_000 : 0
  return {
    actor: { staff_id, name, organisation_id, organisation_name, organisation_kind, roles, office_id },
    language,
    may: abilities(matrix, actor),
    demo: house.demo,
    draft_key: vault.draftKey(organisation_id, staff_id).toString('base64'),
    idle_minutes: idleMinutes,
    protected: house.demo || passkeys.length > 0 || Boolean(credential?.sealed_totp),
    second_factor_until: until > Date.parse(now) ? new Date(until).toISOString() : null,
  }
})

export const listSessions = answer(model.listSessions)(async ({ tx }) => ({ sessions: await findMySessions(tx) }))

export const endSession = answer(model.endSession)(async ({ tx, input }) => ({
  ended: await endMySessions(tx, input.session_id ?? null),
}))

export const changePassword = answer(model.changePassword)(async ({ tx, input, actor, vault, visitor }) => {
  const [me, credential] = await Promise.all([findMe(tx, actor.staff_id), findCredential(tx)])
  if (!me) throw signedOut()
  refuseWeak(input.password, [me.email, me.name, me.organisation_name])
  const right = await counted(
    tx,
    marksOf(vault, `password of ${actor.staff_id}`, visitor.address),
    async () => (await verifyPassword(input.current_password, credential?.password_hash ?? null)) === true,
  )
  if (right === 'wait') return { outcome: 'wait' }
  if (!right) return { outcome: 'refused' }
  await setPassword(tx, await hashPassword(input.password))
  await endMySessions(tx, null)
  return { outcome: 'changed' }
})

export const changeLanguage = answer(model.changeLanguage)(async ({ tx, input, actor }) => {
  await setLanguage(tx, actor.staff_id, input.language)
  return { staff_id: actor.staff_id }
})

export const accountAnswers = [readSession, listSessions, endSession, changePassword, changeLanguage]
