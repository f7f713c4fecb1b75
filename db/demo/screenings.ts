// Screenings in a few of the demo's files, taken weeks apart, and two proceedings against people who were made to do what
// is held against them: Bishnu's fine and Joy's charge.
import { instrumentOf } from '#detection/instruments.ts'
import type { AgeGroup } from '#detection/reading.ts'
import { readScreening } from '#detection/screening.rules.ts'
import type { InstrumentId, ScreeningAnswers } from '#detection/screening.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

const gate = {
  ...{ alone: true, interpreter: 'professional' as const, danger_now: 'no' as const },
  ...{ limits_explained: true, may_skip: true },
}

interface Talk {
  instrument: InstrumentId
  age?: AgeGroup
  answers: ScreeningAnswers
  words?: string
}
interface Proceeding {
  kind: string
  began: number
  status: string
  authority: string
  number: string
  words: string
}

const writerOf = (world: World, file: ACase) => {
  const { organisation_id, case_id, key, worker } = file
  const day = (days: number) => world.at(days).slice(0, 10)
  const seal = (table: string, row: string, words: unknown) =>
    sealJson(key, { table, column: 'sealed', row, case_id, organisation_id }, words)
  return {
    talk: async (days: number, { instrument, age = 'adult', answers, words = '' }: Talk) => {
      const of = instrumentOf(instrument)
      const screening_id = world.nextId('screening')
      const reading = readScreening(of, answers, age, gate)
      const language = of.read_aloud ? (file.card.languages[0] ?? null) : null
      const kept = { language, gate, answers, signs: [], sector: null, official: false, words, reading }
      await world.tx
        .insertInto('screening')
        .values({
          ...{ organisation_id, case_id, screening_id, instrument, instrument_version: of.version },
          ...{ taken_on: day(days), taken_by: worker.staff_id, age_group: age, level: reading.level },
          ...{ recorded_at: world.at(days), sealed: seal('screening', screening_id, kept) },
        })
        .execute()
      const codes = { screening: instrument, level: reading.level }
      const told = { at: world.at(days), kind: 'screening_taken' as const, actor: worker, section: 'story' as const }
      await world.happened(file, { ...told, ref_id: screening_id, codes })
    },
    proceeding: async (days: number, { kind, began, status, authority, number, words }: Proceeding) => {
      const proceeding_id = world.nextId('proceeding')
      await world.tx
        .insertInto('proceeding')
        .values({
          ...{ organisation_id, case_id, proceeding_id, kind, status, jurisdiction: 'ES', began_on: day(began) },
          ...{ recorded_by: worker.staff_id, recorded_at: world.at(days) },
          sealed: seal('proceeding', proceeding_id, { authority, number, words }),
        })
        .execute()
      const told = { at: world.at(days), kind: 'proceeding_recorded' as const, actor: worker, section: 'law' as const }
      await world.happened(file, { ...told, ref_id: proceeding_id, codes: { proceeding: kind, status } })
    },
  }
}
type Writer = ReturnType<typeof writerOf>

const maya = async (write: Writer) => {
  await write.talk(95, {
    instrument: 'raft',
    answers: { unsafe_work: 'yes', tricked_or_forced: 'skip', afraid_to_leave: 'skip', exchanged_sex: 'no' },
    words: 'Miró la puerta dos veces. Hoy no más preguntas.',
  })
  await write.talk(60, {
    instrument: 'ahtst',
    answers: {
      ...{ different_work: 'yes', pay_kept: 'yes', made_to_do: 'skip', debt: 'no' },
      ...{ papers_kept: 'yes', watched: 'yes', threatened: 'skip', basic_needs: 'yes' },
    },
    words: '«Ahora puedo decirlo: nunca dormí seis horas.»',
  })
}

const bishnu = async (write: Writer) => {
  await write.talk(44, {
    instrument: 'raft',
    answers: { unsafe_work: 'yes', tricked_or_forced: 'yes', afraid_to_leave: 'skip', exchanged_sex: 'no' },
    words: '«Si me iba, el dueño decía que llamaba a extranjería.»',
  })
  await write.proceeding(40, {
    ...{ kind: 'fine', began: 52, status: 'open', authority: 'Delegación del Gobierno', number: 'EXP 2026/0417' },
    words: 'Sanción por trabajar sin autorización, tras la inspección del restaurante.',
  })
}

const joy = async (write: Writer) => {
  await write.talk(40, {
    instrument: 'qyit',
    answers: { risky_work: 'yes', afraid_to_leave: 'yes', exchanged_sex: 'skip', told_to_lie: 'yes' },
  })
  await write.proceeding(38, {
    ...{ kind: 'charge', began: 60, status: 'open', authority: 'Juzgado de Instrucción 4', number: 'DP 1182/2026' },
    words: 'Documento falso en el aeropuerto. Cuenta que se lo dieron y le dijeron qué contestar.',
  })
}

/** Nothing in a file is older than the file: whoever opened one later told of it later. */
export const screen = async (world: World, _cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const tells = { Maya: maya, Bishnu: bishnu, Joy: joy }
  for (const [alias, tell] of Object.entries(tells)) {
    const file = files.get(alias)
    if (file) await tell(writerOf(world, file))
  }
}
