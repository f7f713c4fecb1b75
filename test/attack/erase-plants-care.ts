// Every way a text enters the care, the safety, the story and the instruments of a file, each with a string of its own: what
// a clinician writes, what a therapist keeps apart, what frightened, and what the person told once.
import { answerItems, beginSitting, finishSitting, stopSitting } from '#assessments/sitting.ts'
import { changeEpisode, closeEpisode, keepSession, openEpisode } from '#care/episode.ts'
import { joinGroup, keepGroup, leaveGroup } from '#care/group.ts'
import { amendInjuries, recordInjuries } from '#care/injury.ts'
import { writePrivateNote } from '#care/private-note.ts'
import { keepRecord } from '#care/record.ts'
import { answerWindow, keepEvent } from '#care/window.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { followIncident, recordAttempt, recordIncident } from '#safety/incident.ts'
import { keepSafetyPlan } from '#safety/plan.ts'
import { lookAtRisk, tellRiskTrigger } from '#safety/risk.ts'
import { tell } from '#story/telling.ts'
import { assignTeam } from '#team/team.ts'
import {
  allergy,
  doctor,
  event,
  group,
  injuries,
  mark,
  medication,
  privateNote,
  record,
  session,
  therapy,
} from '#test/care.ts'
import type { Plants } from './erase-plants-plan.ts'

interface Person {
  staff_id: string
}
type Care<Token> = Plants<Token> & { worker: Token & Person; therapist: Token & Person }

const plantCare = async <Token>({ case_id, word, send, worker, therapist }: Care<Token>) => {
  const seen = doctor(case_id, {
    name: word('care: who gives it'),
    goals: [word('care: goal')],
    words: word('care: words'),
  })
  await send(openEpisode, seen)
  const { kind: _, opened_on: __, ...rest } = seen
  const other = { goals: [word('care: another goal')], words: word('care: changed words') }
  await send(changeEpisode, { ...rest, version: 1, ...other })
  await send(keepSession, session(case_id, seen.episode_id, { words: word('care: session') }))
  const over = { case_id, episode_id: seen.episode_id, version: 2, closed_on: addDays(seen.opened_on, 9) }
  await send(closeEpisode, { ...over, close_reason: 'goals_reached', closing: word('care: how it ended') })
  const apart = therapy(case_id, therapist.staff_id, { goals: [word('therapy: goal')], words: word('therapy: words') })
  await send(openEpisode, apart, therapist)
  await send(writePrivateNote, privateNote(case_id, apart.episode_id, { words: word('therapy: own note') }), therapist)
  const taken = record(case_id, {
    ...{ ...medication, name: word('health: medication'), dose: word('health: dose'), words: word('health: words') },
    prescribed_by: word('health: prescribed by'),
  })
  await send(keepRecord, taken)
  await send(keepRecord, { ...taken, version: 1, says: { ...medication, name: word('health: changed medication') } })
  const strong = { ...allergy, to: word('health: allergy'), reaction: word('health: reaction') }
  await send(keepRecord, record(case_id, strong))
  const happened = event(case_id, { words: word('hours: what happened') })
  await send(keepEvent, happened)
  const help = { case_id, event_id: happened.event_id, version: 1, code: 'pep_hiv', answer: 'on_the_way' }
  await send(answerWindow, { ...help, words: word('hours: what became of it') })
  const chart = (way: string) => ({
    marks: [mark({ seen: word(`injury: seen, ${way}`), told: word(`injury: told, ${way}`) })],
    ...{ examined_by: word(`injury: by whom, ${way}`), present: word(`injury: who else, ${way}`) },
    ...{ account: word(`injury: account, ${way}`), opinion: word(`injury: opinion, ${way}`) },
  })
  const documented = injuries(case_id, chart('first'))
  await send(recordInjuries, documented)
  const says = { ...documented.says, ...chart('amended'), amended: word('injury: why amended') }
  await send(amendInjuries, { case_id, injury_id: documented.injury_id, version: 1, status: 'live', says })
  const made = group([worker as never])
  await send(keepGroup, made, therapist)
  const member_id = newId()
  const joins = { case_id, group_id: made.group_id, member_id, joined_on: addDays(made.starts_on, 5) }
  await send(joinGroup, { ...joins, called: word('group: name chosen') })
  const left = { case_id, member_id, version: 1, left_on: addDays(made.starts_on, 9), outcome: 'helped' }
  await send(leaveGroup, { ...left, words: word('group: what it was') })
}

const plantSafety = async <Token>({ case_id, today, word, send }: Care<Token>) => {
  const at = { case_id }
  const incident_id = newId()
  await send(recordIncident, {
    ...{ ...at, incident_id, happened_on: today, follow_up_on: addDays(today, 7), kind: 'threat', place: 'street' },
    ...{ what: word('incident: what'), people: word('incident: who'), injuries: word('incident: injuries') },
    ...{ measures: word('incident: measures') },
    reported: [{ to: 'police', on_day: today, note: word('incident: reference') }],
  })
  const line = { line_id: newId(), words: word('incident: what followed'), follow_up_on: null }
  await send(followIncident, { ...at, incident_id, version: 1, ...line })
  await send(recordAttempt, {
    ...{ ...at, attempt_id: newId(), attempted_on: today, channel: 'message', who: word('attempt: who') },
    ...{ said: word('attempt: said'), done: word('attempt: done') },
  })
  await send(keepSafetyPlan, {
    ...{ ...at, plan_version: 0, language: 'ne', made: 'with_the_person', review_on: addDays(today, 30) },
    ...{ signs: [word('safety plan: sign')], helps: [word('safety plan: help')], places: [word('safety plan: place')] },
    ...{ take: [word('safety plan: what to take')], code_word: word('safety plan: word'), code_means: '' },
    people: [{ name: word('safety plan: person'), how: word('safety plan: how') }],
    calls: [{ who: word('safety plan: whom to call'), number: '112' }],
  })
  const trigger = { trigger_id: newId(), trigger: 'move', on_day: addDays(today, 2), words: word('risk: what comes') }
  await send(tellRiskTrigger, { ...at, ...trigger })
  await send(lookAtRisk, {
    ...{ ...at, look_id: newId(), after: null, causes: [], review_on: addDays(today, 20), words: word('risk: look') },
    scores: [
      {
        ...{ risk_id: newId(), likelihood: 2, impact: 3, reasons: word('risk: reasons') },
        measures: [{ what: word('risk: measure'), who: word('risk: who'), until: null }],
        first: { kind: 'found', title: word('risk: title') },
      },
    ],
  })
}

const plantSittings = async <Token>({ case_id, word, send }: Care<Token>) => {
  const giving = { given: 'asked', spoken: 'es', worded: 'es', beside: null, interpreter: 'none' }
  for (const way of ['finished', 'stopped']) {
    const at = { case_id, sitting_id: newId() }
    await send(beginSitting, { ...at, instrument: 'retrafficking-risk', giving })
    const answers = { protects: word(`instrument: words, ${way}`), her_view: word(`instrument: view, ${way}`) }
    await send(answerItems, { ...at, version: 1, answers })
    if (way === 'finished') await send(finishSitting, { ...at, version: 2 })
    else await send(stopSitting, { ...at, version: 2, reason: word('instrument: why stopped') })
  }
}

export const plantHealing = async <Token>(plants: Care<Token>): Promise<void> => {
  const { case_id, today, word, send, coordinator, worker, therapist } = plants
  const place = { case_id, access_id: newId(), staff_id: therapist.staff_id, function: 'team_member' }
  await send(assignTeam, { ...place, sections: ['identity', 'story', 'safety', 'health', 'mind'] }, coordinator)
  await plantCare(plants)
  await plantSafety(plants)
  await plantSittings(plants)
  await send(tell, {
    ...{ case_id, telling_id: newId(), note_id: newId(), section: 'story', words: word('story: told once') },
    ...{ topic: 'how_it_began', told_on: today, language: 'ne', with_interpreter: true, retell: [] },
    heard_by: worker.staff_id,
  })
}
