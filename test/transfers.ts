// Two houses and a file that changes from one to the other, for tests: a file with something in every section that goes
// along or stays, a consent that names what goes for good, a partner that leads, and taking over.
import type { Section } from '#access/access.ts'
import { changeSafeContact } from '#cases/case.ts'
import { recordConsent } from '#consents/consent.ts'
import { addDocument } from '#documents/document.ts'
import { newId } from '#kit/id.ts'
import { addNote } from '#notes/note.ts'
import { addExclusion } from '#people/exclusion.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { noContact } from '#people/safe-contact.ts'
import { addAction, addGoal } from '#plans/plan.ts'
import { sendReferral } from '#referrals/referral.ts'
import { takeOver } from '#referrals/transfer.ts'
import { aJpeg } from './files-made.ts'
import type { TestHouse, Who } from './gate.ts'
import { aPaper, papersIn } from './papers.ts'
import { canary, day } from './referrals.ts'

export const transferModules = async () => [
  await import('#referrals/referral.api.ts'),
  await import('#referrals/transfer.api.ts'),
  await import('#referrals/talk.api.ts'),
  await import('#cases/case.api.ts'),
  await import('#consents/consent.api.ts'),
  await import('#notes/note.api.ts'),
  await import('#notes/story.api.ts'),
  await import('#plans/plan.api.ts'),
  await import('#plans/action.api.ts'),
  await import('#people/contact.api.ts'),
  await import('#people/exclusion.api.ts'),
  await import('#people/identity.api.ts'),
  await import('#documents/document.api.ts'),
  await import('#documents/page.api.ts'),
  await import('#leaving/leaving.api.ts'),
  await import('#team/team.api.ts'),
]

/** What the person let go along for good, and what may be read until the consent ends. */
export const forGood: Section[] = ['identity', 'story', 'safety', 'home']
const reads: Section[] = ['health']

export const transferHands = async (at: TestHouse) => {
  const worker = at.staff.reference_worker
  const partner = at.staff.partner_worker
  await at.rows('update organisation set leads_files = true where organisation_id = $1', [at.partner.organisation_id])
  const leader = await at.join(at.partner, 'Quien acompaña', ['partner_worker', 'reference_worker'])
  const coordinatorThere = await at.join(at.partner, 'Quien coordina', ['coordinator'])

  const write = (case_id: string, section: Section, text: string) =>
    at.ask(addNote, { case_id, note_id: newId(), section, text }, worker)

  const exclude = (case_id: string, what: object) =>
    at.ask(
      addExclusion,
      { case_id, exclusion_id: newId(), what: what as never, since_on: day(0), reason: 'She said so.', said_by: 'her' },
      worker,
    )

  /** Something in every section that goes, may be read, or stays. */
  const aFullFile = async () => {
    const { case_id } = await at.aFile()
    await at.ask(
      writeIdentity,
      { case_id, version: 0, identity: { ...noIdentity, gender_words: `${canary} identity` } },
      worker,
    )
    await write(case_id, 'story', `${canary} story`)
    await write(case_id, 'health', `${canary} health`)
    await write(case_id, 'law', `${canary} law`)
    const safe_contact = { ...noContact, code_word: `${canary}` }
    await at.ask(changeSafeContact, { case_id, version: 0, safe_contact }, worker)
    await exclude(case_id, { kind: 'person', name: `${canary} man`, latin: '', role: 'suspect' })
    const [goal_id, other_goal] = [newId(), newId()]
    await at.ask(addGoal, { case_id, goal_id, need: 'housing', words: `${canary} a room` }, worker)
    await at.ask(addGoal, { case_id, goal_id: other_goal, need: 'legal', words: `${canary} papers` }, worker)
    const step = { owner_kind: 'staff' as const, owner_id: worker.staff_id, due_on: day(5) }
    await at.ask(addAction, { case_id, action_id: newId(), goal_id, words: `${canary} ask`, ...step }, worker)
    await at.ask(addAction, { case_id, action_id: newId(), goal_id: other_goal, words: 'law', ...step }, worker)
    const paper = aPaper(case_id, { note: `${canary} paper`, held_by: 'organisation' })
    await at.ask(addDocument, paper, worker)
    const picture = aJpeg()
    await papersIn(at).upload(case_id, paper.document_id, picture, worker)
    return { case_id, picture }
  }

  const aConsentToTransfer = async (case_id: string, to: Who = partner, good: Section[] = forGood) => {
    const consent_id = newId()
    await at.ask(
      recordConsent,
      {
        ...{ case_id, consent_id, recipient_organisation_id: to.organisation_id },
        ...{ sections: [...good, ...reads], for_good: good, purpose: 'shelter', given_by: 'person', how: 'signed' },
        ...{ language: 'ne', with_interpreter: true, starts_on: day(0), ends_on: day(60) },
      },
      worker,
    )
    return consent_id
  }

  const send = async (case_id: string, consent_id: string, to: Who = partner) => {
    const referral_id = newId()
    const summary = {
      ...{ age_group: '25_39' as const, gender: 'woman' as const, languages: ['ne'], interpreter_needed: true },
      ...{ need: 'housing', urgency: 'this_week' as const, words: `${canary} asks for a house` },
    }
    const { organisation_id: to_organisation_id } = to
    const input = { case_id, referral_id, to_organisation_id, consent_id, summary, answer_due_on: day(3) }
    await at.ask(sendReferral, { ...input, kind: 'transfer' }, worker)
    return referral_id
  }

  return {
    ...{ worker, partner, leader, coordinatorThere, exclude, aFullFile, aConsentToTransfer, send, write },
    aTransfer: async () => {
      const file = await aFullFile()
      const consent_id = await aConsentToTransfer(file.case_id)
      return { ...file, consent_id, referral_id: await send(file.case_id, consent_id) }
    },
    take: (referral_id: string, version = 1, who: Who = partner, led_by = leader.staff_id) =>
      at.ask(
        takeOver,
        { referral_id, version, transfer_id: newId(), new_case_id: newId(), led_by, words: 'Come in.' },
        who,
      ),
  }
}
export type TransferHands = Awaited<ReturnType<typeof transferHands>>
