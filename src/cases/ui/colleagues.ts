// Names of colleagues for timelines, notes and teams, asked once and kept for a while.
import { useGet } from '#gate/query.ts'
import { useSessionIfAny } from '#gate/session.ts'
import { t } from '#language/here.ts'
import { listColleagues } from '../case.ts'

const keptMs = 300_000

export const useColleagues = () => {
  const { data } = useGet(listColleagues, {}, { staleMs: keptMs })
  const me = useSessionIfAny()?.actor.staff_id
  const colleagues = data?.colleagues ?? []
  return {
    colleagues,
    nameOf: (staff_id: string): string => {
      if (staff_id === me) return t('cases.you')
      return colleagues.find((each) => each.staff_id === staff_id)?.name ?? t('cases.colleague')
    },
  }
}
