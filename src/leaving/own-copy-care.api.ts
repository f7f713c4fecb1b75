// What the person's copy says of care: episodes, health, hours that counted, injuries, their own part in groups. A
// therapist's own notes are not among it: the therapist gives those (docs/decisions/0032-therapy-notes.md).
import { showEpisodes, showSessions } from '#care/episode.api.ts'
import { showTakingPart } from '#care/group.api.ts'
import { showInjuries } from '#care/injury.api.ts'
import { showRecords } from '#care/record.api.ts'
import * as told from '#care/told.rules.ts'
import { showEvents } from '#care/window.api.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

export const careOf = async (asked: AskedOnFile<{ language: string }>, say: Translator): Promise<Entry[]> => {
  const { input, today } = asked
  const telling: told.Telling = { say, today, day: (day) => formatDay(input.language, day) }
  const [episodes, sessions, records, events, injuries, groups] = await Promise.all([
    showEpisodes(asked),
    showSessions(asked),
    showRecords(asked),
    showEvents(asked),
    showInjuries(asked),
    showTakingPart(asked),
  ])
  return [
    ...episodes.map(
      (episode): Entry => ({
        ...{ id: episode.episode_id, on: episode.opened_on, section: episode.section },
        label: say(`care.kind.${episode.kind}`),
        text: told.tellEpisode(telling, episode, sessions),
      }),
    ),
    ...records
      .filter(({ status }) => status !== 'mistake')
      .map(
        (record): Entry => ({
          ...{ id: record.record_id, on: record.written_at.slice(0, 10), section: record.section },
          label: say(`care.record.${record.says.kind}`),
          text: [told.tellRecordName(telling, record), told.tellRecord(telling, record)].filter(Boolean).join('\n'),
        }),
      ),
    ...events.map(
      (event): Entry => ({
        ...{ id: event.event_id, on: event.recorded_at.slice(0, 10), section: 'health' },
        label: say('care.hours.title'),
        text: told.tellEvent(telling, event),
      }),
    ),
    ...injuries
      .filter(({ status }) => status === 'live')
      .map(
        (injury): Entry => ({
          ...{ id: injury.injury_id, on: injury.examined_on, section: 'health' },
          label: say('care.injuries.title'),
          text: told.tellInjuries(telling, injury),
        }),
      ),
    ...groups.map(
      (group): Entry => ({
        ...{ id: group.member_id, on: group.joined_on, section: group.section },
        label: group.name,
        text: told.tellGroup(telling, group),
      }),
    ),
  ]
}
