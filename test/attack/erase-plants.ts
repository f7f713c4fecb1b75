// Every way a text enters a file, each with a string of its own that is nowhere else in the world.
import { createHash, randomBytes } from 'node:crypto'
import { keepSigns, takeScreening } from '#assessments/screened.ts'
import { changeCard, changeSafeContact, createFile } from '#cases/case.ts'
import { addItem, callConference, writeMinutes } from '#conferences/conference.ts'
import { setTask } from '#conferences/task.ts'
import { recordConsent } from '#consents/consent.ts'
import { listServices } from '#directory/service.ts'
import { addDocument, beginPage, finishPage, keepPart } from '#documents/document.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { placeHold, writeInterview } from '#leaving/leaving.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { recordAssent } from '#minors/heard.ts'
import { markStep } from '#minors/pathway.ts'
import { recordFamilyRisk, recordMissingCheck } from '#minors/risk.ts'
import { addAlert } from '#notes/alert.ts'
import { addNote, changeNote, coverNote } from '#notes/note.ts'
import { findInNotes } from '#notes/story.ts'
import { markFollowUp, planFollowUps } from '#outcomes/follow-up.ts'
import { addExclusion, askOverride } from '#people/exclusion.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { writeRelated } from '#people/related.ts'
import { beginStay, writeStayEntry } from '#places/stay.ts'
import { addUnit } from '#places/unit.ts'
import { changeProceeding, recordProceeding } from '#proceedings/proceeding.ts'
import { askException } from '#referrals/exception.ts'
import { sendOutside } from '#referrals/external.ts'
import { sendReferral } from '#referrals/referral.ts'
import { writeMessage } from '#referrals/talk.ts'
import { sendReportFile } from '#reports/files.ts'
import { recordAskedAbout } from '#team/asked-about.ts'
import { proposeHandOver } from '#team/hand-over.ts'
import { writeSupervision } from '#team/supervision.ts'
import { aPdf } from '#test/files-made.ts'
import { aCard } from '#test/gate.ts'
import type { Replied } from '#test/served.ts'
import { plantAgenda } from './erase-plants-agenda.ts'
import { plantHealing } from './erase-plants-care.ts'
import { plantLaw } from './erase-plants-law.ts'
import { plantMatters } from './erase-plants-matters.ts'
import { plantPlan } from './erase-plants-plan.ts'

interface Token {
  token: string
  staff_id: string
}
export interface Staff {
  coordinator: Token
  worker: Token
  director: Token
  second: Token
  therapist: Token
}
// biome-ignore lint/suspicious/noExplicitAny: any endpoint is asked here, with whatever it takes
type Ask = (endpoint: any, input: Record<string, unknown>, as: Token) => Promise<Replied>

export interface Planted {
  way: string
  text: string
}

export const plantEverywhere = async (
  ask: Ask,
  staff: Staff,
  partner_id: string,
  report: { report_id: string } | null,
) => {
  const planted: Planted[] = []
  const failed: string[] = []
  const { coordinator, worker } = staff
  const today = new Date().toISOString().slice(0, 10)
  /** A string for this way in; kept only when the house took it. */
  const pending: Planted[] = []
  const word = (way: string): string => {
    const text = `Zarza${randomBytes(7).toString('hex')}mora`
    pending.push({ way, text })
    return text
  }
  const send = async (endpoint: { path: string }, input: Record<string, unknown>, as: Token = worker) => {
    const mine = pending.splice(0)
    const { status, body } = await ask(endpoint, input, as)
    if (status === 200) planted.push(...mine)
    else
      failed.push(
        `${mine.map((each) => each.way).join(', ') || endpoint.path}: ${status} ${JSON.stringify(body).slice(0, 300)}`,
      )
    return status === 200
  }
  const case_id = newId()
  const at = { case_id }
  const born = 1994

  if (report) {
    const letter = aPdf([word('report: a letter to the reporter')]).toString('base64')
    await send(sendReportFile, { report_id: report.report_id, file_id: newId(), bytes: letter }, coordinator)
  }
  await send(
    createFile,
    {
      new_case_id: case_id,
      card: aCard({ alias: word('card: alias'), birth_year: born }),
      reference_worker_id: worker.staff_id,
      also_called: [word('card: also called')],
      ...(report && { report_id: report.report_id }),
    },
    coordinator,
  )
  await send(changeCard, { ...at, version: 1, card: aCard({ alias: word('card: changed alias'), birth_year: born }) })
  await send(changeSafeContact, {
    ...at,
    version: 0,
    safe_contact: {
      channels: [
        {
          channel: 'call',
          where: word('contact: where'),
          from_hour: 9,
          to_hour: 12,
          who_else: word('contact: who else'),
        },
      ],
      code_word: word('contact: code word').slice(0, 40),
      say_who: word('contact: say who'),
      if_someone_else_answers: word('contact: if someone else answers'),
      voicemail: false,
      language: 'es',
      confirm_again_on: null,
    },
  })
  await send(writeIdentity, {
    ...at,
    version: 0,
    identity: {
      ...noIdentity,
      names: [{ text: word('identity: name'), kind: 'legal', latin: word('identity: latin') }],
      birth: { ...noIdentity.birth, place: word('identity: birth place') },
      gender_words: word('identity: gender'),
      address_as: word('identity: form of address'),
      customs: word('identity: customs'),
    },
  })
  const related = (group: string, role: string) => ({
    ...{ group, role, safe: 'not_safe', lives_with: 'no', country: null, knows: 'not_known', may_be_told: 'no' },
    ...{ may_contact: 'no', needs: null, past: false },
  })
  await send(writeRelated, {
    ...at,
    related_id: newId(),
    version: 0,
    person: {
      ...related('family', 'mother'),
      ...{ name: word('family: name'), why: word('family: why not safe'), place: word('family: place') },
      ...{ contact: word('family: contact'), about: word('family: about') },
    },
  })
  await send(addExclusion, {
    ...at,
    exclusion_id: newId(),
    what: { kind: 'person', name: word('exclusion: person') },
    since_on: today,
    reason: word('exclusion: reason'),
    said_by: word('exclusion: said by'),
  })
  const note_id = newId()
  await send(addNote, { ...at, note_id, section: 'story', text: word('note: first words') })
  await send(changeNote, { ...at, note_id, version: 1, text: word('note: corrected words') })
  const covered = newId()
  await send(addNote, { ...at, note_id: covered, section: 'story', text: word('note: covered') })
  await send(coverNote, { ...at, note_id: covered, reason: 'third_party' })
  await send(addNote, { ...at, note_id: newId(), section: 'law', text: word('note: law') })
  await send(findInNotes, { ...at, words: word('search: words') })
  await send(addAlert, { ...at, alert_id: newId(), section: 'safety', kind: 'danger', words: word('alert: words') })
  const screened = { ...at, age: 'adult', taken_on: today }
  await send(takeScreening, {
    ...{ ...screened, screening_id: newId(), instrument: 'raft', language: 'es', answers: { unsafe_work: 'yes' } },
    gate: { alone: true, interpreter: 'professional', danger_now: 'no', limits_explained: true, may_skip: true },
    words: word('screening: words'),
  })
  await send(keepSigns, {
    ...{ ...screened, screening_id: newId(), signs: [word('signs: a code'), 'held_now'] },
    words: word('signs: words'),
  })
  const proceeding = {
    ...at,
    proceeding_id: newId(),
    kind: 'fine',
    jurisdiction: 'ES',
    began_on: today,
    status: 'open',
  }
  const charged = (way: string) => ({
    ...{ authority: word(`${way}: authority`), number: word(`${way}: number`), words: word(`${way}: words`) },
  })
  await send(recordProceeding, { ...proceeding, ...charged('proceeding') })
  await send(changeProceeding, { ...proceeding, ...charged('changed proceeding'), version: 1 })
  const read = (endpoint: Parameters<Ask>[0], input: Record<string, unknown>) => ask(endpoint, input, worker)
  const plants = { case_id, today, word, send, read, coordinator }
  await plantPlan(plants)
  await plantHealing({ ...plants, worker, therapist: staff.therapist })
  await plantAgenda({ ...plants, worker })
  await plantMatters(plants)
  await plantLaw(plants)
  const follow_up_ids = [newId(), newId(), newId(), newId()]
  await send(planFollowUps, { ...at, from_on: today, follow_up_ids })
  await send(markFollowUp, {
    ...at,
    follow_up_id: follow_up_ids[0],
    version: 1,
    done: true,
    answered: true,
    words: word('follow-up: words'),
  })
  const consent_id = newId()
  await send(recordConsent, {
    ...{ ...at, consent_id, recipient_organisation_id: partner_id, sections: ['identity', 'home'], purpose: 'shelter' },
    ...{
      given_by: 'person',
      how: 'spoken',
      language: 'es',
      with_interpreter: false,
      starts_on: today,
      ends_on: addDays(today, 20),
    },
  })
  const referral_id = newId()
  await send(sendReferral, {
    ...{ ...at, referral_id, to_organisation_id: partner_id, consent_id, answer_due_on: addDays(today, 4) },
    summary: {
      ...{ age_group: '25_39', gender: 'woman', languages: ['es'], interpreter_needed: false, need: 'housing' },
      ...{ urgency: 'this_week', words: word('referral: summary') },
    },
  })
  await send(writeMessage, { ...at, referral_id, message_id: newId(), words: word('referral: message') })
  await send(askException, {
    ...{ ...at, exception_id: newId(), recipient_organisation_id: partner_id, basis: 'court_order' },
    ...{ ends_on: addDays(today, 3), words: word('exception: words') },
  })
  const unit_id = newId()
  const stay_id = newId()
  const places = [{ place_id: newId(), label: 'Bed 1' }]
  await send(addUnit, { unit_id, kind: 'flat', unit: 'bed', name: 'Piso', places }, coordinator)
  await send(beginStay, { unit_id, stay_id, of_case_id: case_id, from_on: today })
  await send(writeStayEntry, { stay_id, entry_id: newId(), what: 'log', on_day: today, words: word('stay: log') })
  const document_id = newId()
  const content_id = newId()
  // A paper as a scanner makes it, with a title and words that lie in it as they are.
  const bytes = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n4 0 obj<</Title(${word('document: title')})/Subject(${word('document: page')})>>endobj\ntrailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n`,
  )
  const begun = await send(addDocument, {
    ...{ ...at, document_id, section: 'identity', type: 'passport', held_by: 'person', seen: 'copy', expires_on: null },
    ...{
      number: word('document: number'),
      issuer: word('document: issuer'),
      issued_on: null,
      note: word('document: note'),
    },
  })
  if (begun) {
    const page = { ...at, document_id, content_id }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await send(beginPage, { ...page, size: bytes.length, sha256 })
    await send(keepPart, { ...page, part: 0, bytes: bytes.toString('base64') })
    await send(finishPage, page)
  }
  await send(
    writeSupervision,
    { ...at, note_id: newId(), with_id: worker.staff_id, text: word('supervision: text') },
    coordinator,
  )
  await send(recordAskedAbout, {
    ...{ ...at, event_id: newId(), asked_on: today, way: 'phone', asker: 'relative' },
    ...{ who: word('asked about: who'), words: word('asked about: words') },
  })
  const checklist = {
    ...{ open_tasks: 'told', deadlines: 'told', appointments: 'nothing', consents_ending: 'told' },
    ...{ person_told: 'agrees', meeting_together: 'planned' },
  }
  await send(proposeHandOver, {
    ...at,
    hand_over_id: newId(),
    to_staff_id: staff.second.staff_id,
    checklist,
    words: word('hand-over: words'),
  })
  const directory = (await ask(listServices, {}, worker)).body as { services?: { service_id: string }[] }
  const service_id = directory.services?.[0]?.service_id
  if (service_id) {
    const outside_id = newId()
    await send(recordConsent, {
      ...{ ...at, consent_id: outside_id, outside: { service_id, name: word('consent outside: recipient') } },
      ...{ sections: ['identity', 'home'], purpose: 'shelter', given_by: 'person', how: 'spoken', language: 'es' },
      ...{ with_interpreter: false, starts_on: today, ends_on: addDays(today, 20) },
    })
    await send(sendOutside, {
      ...{ ...at, external_id: newId(), service_id, consent_id: outside_id, answer_due_on: addDays(today, 4) },
      summary: {
        ...{ age_group: '25_39', gender: 'woman', languages: ['ne'], interpreter_needed: true },
        ...{ need: 'housing', urgency: 'this_week', words: word('outside: summary') },
      },
      slice: { name: word('outside: name'), said: [{ section: 'home', words: word('outside: section') }] },
      link: {
        ...{ link_id: newId(), secret: newLinkSecret(), code: newLinkCode() },
        ...{ link_by: 'email', code_by: 'phone' },
      },
    })
  }
  const [conference_id, item_id] = [newId(), newId()]
  const met = await send(callConference, {
    ...{ ...at, conference_id, meets_at: `${addDays(today, 3)}T10:00:00Z`, asked: 'yes', attends: 'in_person' },
    ...{
      place: word('conference: place'),
      said: word('conference: said'),
      wishes: word('conference: wishes'),
      agencies: [],
    },
    items: [{ item_id, section: 'law', title: word('conference: item'), words: word('conference: words') }],
  })
  if (met) {
    await send(addItem, {
      ...at,
      conference_id,
      item_id: newId(),
      section: 'home',
      title: word('conference: added'),
      words: '',
    })
    await send(writeMinutes, {
      ...at,
      item_id,
      version: 1,
      minutes: word('conference: minutes'),
      decision: word('conference: decision'),
    })
    await send(setTask, {
      ...{ ...at, item_id, task_id: newId(), words: word('conference: task'), due_on: addDays(today, 5) },
      owner: { kind: 'staff', staff_id: worker.staff_id },
    })
  }
  const inDoubt = aCard({ alias: word('card: alias of a minor'), birth_year: born, age_in_doubt: true })
  await send(changeCard, { ...at, version: 2, card: inDoubt })
  await send(markStep, { ...at, step: 'safe_now', version: 0, state: 'done', words: word('minor: step') })
  await send(recordMissingCheck, {
    ...{ ...at, missing_check_id: newId(), outcome: 'no_report', asked: ['police_channel'], checked_on: today },
    ...{ words: word('minor: asked'), where: word('minor: where'), by_whom: word('minor: by whom') },
  })
  await send(recordAssent, {
    ...{ ...at, assent_id: newId(), about: 'sharing', answer: 'yes', language: 'ne', explained_by: ['pictures'] },
    ...{ asked_on: today, words: word('minor: assent'), explained: word('minor: explained') },
  })
  await send(recordFamilyRisk, {
    ...{ ...at, family_risk_id: newId(), who: word('minor: family'), grounds: word('minor: grounds') },
    ...{ outcome: 'not_clear', assessed_on: today, review_on: addDays(today, 9) },
  })
  await send(askOverride, {
    ...{ ...at, override_id: newId(), reason: word('override: reason') },
    assignment: { kind: 'team_member', staff_id: coordinator.staff_id },
  })
  await send(writeInterview, {
    ...{ ...at, interview_id: newId(), version: 0, held_on: today, may_contact: 'yes' },
    answers: { what_helped: word('interview: what helped'), what_harmed: word('interview: what harmed') },
    contact_after: word('interview: contact after'),
  })
  const hold_id = newId()
  const until_on = addDays(today, 1)
  await send(
    placeHold,
    { ...at, hold_id, reason: 'person_asked', until_on, words: word('hold: words') },
    staff.director,
  )
  // What was refused lies somewhere too: in no log and in no error.
  const refused = word('refused: too long a text')
  await ask(addNote, { ...at, note_id: newId(), section: 'no such section', text: refused }, worker)
  planted.push(...pending.splice(0))
  return { case_id, hold_id, planted, failed }
}
