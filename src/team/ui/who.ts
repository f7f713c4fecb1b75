// Colleagues as they are chosen from: by name, with what they do, and only those an answer may be.
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { t } from '#language/here.ts'
import { mayBeReferenceWorker } from '../team.rules.ts'

export const useChoice = () => {
  const { colleagues, nameOf } = useColleagues()
  const optionOf = ({ staff_id, name, roles }: (typeof colleagues)[number]) => ({
    id: staff_id,
    label: name,
    description: roles.map((role) => t(`access.role.${role}`)).join(' · '),
  })
  return {
    nameOf,
    anyone: colleagues.map(optionOf),
    /** Those who can hold the threads of a file, without the ones named. */
    holders: (...without: (string | null | undefined)[]) =>
      colleagues
        .filter(({ staff_id, roles }) => mayBeReferenceWorker(roles) && !without.includes(staff_id))
        .map(optionOf),
  }
}

/** Everybody of the house but oneself. */
export const useOthers = () => {
  const { actor } = useSession()
  return useChoice().anyone.filter(({ id }) => id !== actor.staff_id)
}
