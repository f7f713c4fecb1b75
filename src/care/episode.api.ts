// Beginning, correcting and ending episodes of care, and each time one meets.
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as rules from './episode.rules.ts'
import * as store from './episode.store.ts'
import * as model from './episode.ts'
import { sectionOfCare } from './lists.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, refuseIf, tellCare } from './tell.api.ts'

export const showEpisodes = async (asked: OnFile): Promise<model.Episode[]> => {
  const [rows, keys] = await Promise.all([store.listEpisodes(asked.tx, asked.file), keysOf(asked)])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openCare(keys, asked.file, 'care_episode', row.episode_id, sealed, model.EpisodeWords),
  })) as model.Episode[]
}

export const showSessions = async (asked: OnFile): Promise<model.Session[]> => {
  const [rows, keys] = await Promise.all([store.listSessions(asked.tx, asked.file), keysOf(asked)])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openCare(keys, asked.file, 'care_session', row.session_id, sealed, model.SessionWords),
  })) as model.Session[]
}

const staleEpisode = async (asked: OnFile, episode_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', {
    current: (await showEpisodes(asked)).find((each) => each.episode_id === episode_id),
  })

/** The episode, where the reader may open its section and write in it. */
export const getEpisode = async ({ tx, file, demand }: OnFile, episode_id: string) => {
  const row = await store.findEpisode(tx, file, episode_id)
  if (!row) throw new Problem('not_found', 'care.episode_not_found')
  demand(row.section as Section)
  return row
}

const demandProvider = async (
  { tx, file }: OnFile,
  said: { provider: model.Provider; staff_id: string | null; referral_id: string | null },
  section: string,
): Promise<void> => {
  if (said.referral_id !== null && !(await store.findReferral(tx, file, said.referral_id)))
    throw new Problem('invalid', 'care.provider_service')
  if (said.staff_id === null || section !== 'mind') return
  const therapists = await store.listTherapists(tx, file)
  if (!therapists.some(({ staff_id }) => staff_id === said.staff_id))
    throw new Problem('invalid', 'care.not_on_the_file')
}

export const openEpisode = answer(model.openEpisode)(async (asked) => {
  const { input, tx, file, actor, today, demand, note } = asked
  const { episode_id, kind, provider, staff_id, referral_id, opened_on, planned_sessions } = input
  const section = sectionOfCare(kind)
  demand(section)
  note({ subject_id: episode_id, sections: [section] })
  refuseIf(rules.providerObstacle(input) ?? (opened_on > today ? 'care.not_yet' : null))
  if (section === 'mind') refuseIf(rules.plannedObstacle(null, input, actor.staff_id))
  await demandProvider(asked, input, section)
  const { instruments, name, goals, words } = input
  const says: model.EpisodeWords = { kind, instruments, name, goals, words, close_reason: null, closing: '' }
  await store.insertEpisode(tx, {
    ...{ organisation_id: file.organisation_id, case_id: file.case_id, episode_id, section, opened_on },
    ...{ provider, staff_id, referral_id, planned_sessions, recorded_by: actor.staff_id },
    sealed: sealCare(await keyOf(asked), file, 'care_episode', episode_id, says),
  })
  await tellCare(asked, 'care_begun', section, episode_id)
  return { episode_id, version: 1 }
})

export const changeEpisode = answer(model.changeEpisode)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { episode_id, version, provider, staff_id, referral_id, planned_sessions } = input
  const before = await getEpisode(asked, episode_id)
  note({ subject_id: episode_id, sections: [before.section as Section] })
  refuseIf(rules.providerObstacle(input))
  if (before.section === 'mind')
    refuseIf(
      rules.therapistObstacle(before.staff_id, staff_id, actor.staff_id) ??
        rules.plannedObstacle(before.planned_sessions, input, actor.staff_id),
    )
  await demandProvider(asked, input, before.section)
  const keys = await keysOf(asked)
  const said = openCare(keys, file, 'care_episode', episode_id, before.sealed, model.EpisodeWords)
  const { instruments, name, goals, words } = input
  const says: model.EpisodeWords = { ...said, instruments, name, goals, words }
  const sealed = sealCare(keys.latest, file, 'care_episode', episode_id, says)
  const change = { provider, staff_id, referral_id, planned_sessions, sealed }
  if (!(await store.updateEpisode(tx, file, episode_id, version, change))) throw await staleEpisode(asked, episode_id)
  if (before.staff_id !== staff_id) await tellCare(asked, 'therapist_changed', before.section as Section, episode_id)
  return { episode_id, version: version + 1 }
})

export const closeEpisode = answer(model.closeEpisode)(async (asked) => {
  const { input, tx, file, today, note } = asked
  const { episode_id, version, closed_on, close_reason, closing } = input
  const before = await getEpisode(asked, episode_id)
  note({ subject_id: episode_id, sections: [before.section as Section] })
  if ((closed_on === null) !== (close_reason === null)) throw new Problem('invalid', 'care.closed_both')
  if (closed_on !== null && (closed_on > today || closed_on < before.opened_on))
    throw new Problem('invalid', 'care.closed_between')
  const keys = await keysOf(asked)
  const said = openCare(keys, file, 'care_episode', episode_id, before.sealed, model.EpisodeWords)
  const sealed = sealCare(keys.latest, file, 'care_episode', episode_id, { ...said, close_reason, closing })
  const status = closed_on === null ? 'open' : 'closed'
  if (!(await store.updateEpisode(tx, file, episode_id, version, { status, closed_on, sealed })))
    throw await staleEpisode(asked, episode_id)
  const kind = status === 'closed' ? 'care_ended' : 'care_reopened'
  await tellCare(asked, kind, before.section as Section, episode_id)
  return { episode_id, version: version + 1 }
})

const staleSession = async (asked: OnFile, session_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', {
    current: (await showSessions(asked)).find((each) => each.session_id === session_id),
  })

export const keepSession = answer(model.keepSession)(async (asked) => {
  const { input, tx, file, actor, today, note } = asked
  const { organisation_id, case_id } = file
  const { episode_id, session_id, version, on_day, minutes, attendance, reason, interpreter, place, moved_to } = input
  const { section } = await getEpisode(asked, episode_id)
  note({ subject_id: session_id, sections: [section as Section] })
  refuseIf(rules.sessionObstacle(input, today))
  const key = await keyOf(asked)
  const seal = (row: string, clock: string, words: string) => sealCare(key, file, 'care_session', row, { clock, words })
  const of = { organisation_id, case_id, episode_id, section, recorded_by: actor.staff_id }
  const held = { interpreter, place }
  if (moved_to)
    await store.insertSession(tx, {
      ...{ ...of, ...held, session_id: moved_to.session_id, on_day: moved_to.on_day, minutes: null },
      ...{ attendance: 'planned', reason: null, moved_to: null, sealed: seal(moved_to.session_id, moved_to.clock, '') },
    })
  const said = {
    ...{ ...held, on_day, minutes, attendance, reason, moved_to: moved_to?.session_id ?? null },
    sealed: seal(session_id, input.clock, input.words),
  }
  const kept =
    version === 0
      ? await store.insertSession(tx, { ...of, session_id, ...said })
      : await store.updateSession(tx, file, { session_id, episode_id, version }, said)
  if (!kept) throw await staleSession(asked, session_id)
  return { session_id, version: version + 1 }
})
