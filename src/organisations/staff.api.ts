// Inviting colleagues, changing what they do here, and letting them go.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { hashPassword } from '#vault/password.ts'
import { refuseWeak } from './account.api.ts'
import { hashOf, marksOf } from './account.store.ts'
import { counted, letIn } from './sign-in.api.ts'
import {
  endStaffMember,
  findInvitation,
  findStaff,
  insertInvited,
  replaceInvitation,
  spendInvitation,
  updateStaff,
} from './staff.store.ts'
import * as model from './staff.ts'

const unknown = () => new Problem('not_found', 'staff.not_found')

export const listStaff = answer(model.listStaff)(async ({ tx, input, actor }) => ({
  staff: await findStaff(tx, input.organisation_id ?? actor.organisation_id),
}))

export const inviteStaff = answer(model.inviteStaff)(async ({ tx, input, actor, note }) => {
  const { link_mark, organisation_id = actor.organisation_id, office_id = null, ...who } = input
  const done = await insertInvited(tx, { ...who, organisation_id, office_id, link_hash: Buffer.from(link_mark, 'hex') })
  if (!done) throw new Problem('refused', 'staff.role_not_here')
  note({ subject_id: input.staff_id })
  return { staff_id: input.staff_id, invitation_id: input.invitation_id, version: 1 }
})

export const renewInvitation = answer(model.renewInvitation)(async ({ tx, input, note }) => {
  const done = await replaceInvitation(tx, input.staff_id, input.invitation_id, Buffer.from(input.link_mark, 'hex'))
  if (!done) throw unknown()
  note({ subject_id: input.staff_id })
  return { staff_id: input.staff_id, invitation_id: input.invitation_id }
})

/** Reads the answer of the guard: it decided, we only say it. */
const settle = async (
  { tx, actor, note }: Pick<AskedByStaff<unknown>, 'tx' | 'actor' | 'note'>,
  staff_id: string,
  version: number | null,
): Promise<{ staff_id: string; version: number }> => {
  if (version === null) throw unknown()
  if (version === -1)
    throw new Problem('refused', staff_id === actor.staff_id ? 'staff.not_yourself' : 'staff.role_not_here')
  if (version === 0) {
    const current = (await findStaff(tx, actor.organisation_id)).find((each) => each.staff_id === staff_id)
    throw new Problem('conflict', 'stale', { current: current ?? null })
  }
  note({ subject_id: staff_id })
  return { staff_id, version }
}

export const changeStaff = answer(model.changeStaff)(async (asked) => {
  const { staff_id, roles, office_id, version } = asked.input
  return settle(asked, staff_id, await updateStaff(asked.tx, staff_id, roles, office_id, version))
})

export const endStaff = answer(model.endStaff)(async (asked) => {
  const { staff_id, version } = asked.input
  return settle(asked, staff_id, await endStaffMember(asked.tx, staff_id, version))
})

export const acceptInvitation = answer(model.acceptInvitation)(async (asked) => {
  const { tx, input, vault, visitor } = asked
  const link_hash = hashOf(input.link)
  let invited: Awaited<ReturnType<typeof findInvitation>>
  const right = await counted(tx, marksOf(vault, `link ${input.link}`, visitor.address), async () => {
    invited = await findInvitation(tx, link_hash)
    return invited !== undefined
  })
  if (right === 'wait') return { outcome: 'wait' }
  if (!invited) return { outcome: 'refused' }
  refuseWeak(input.password, [invited.email, invited.name, invited.organisation_name])
  const staff_id = await spendInvitation(tx, link_hash, await hashPassword(input.password))
  if (staff_id === null) return { outcome: 'refused' }
  const { outcome } = await letIn(asked, staff_id, 'invitation')
  return { outcome: outcome === 'signed_in' ? 'welcome' : 'refused' }
})

export const staffAnswers = [listStaff, inviteStaff, renewInvitation, changeStaff, endStaff, acceptInvitation]
