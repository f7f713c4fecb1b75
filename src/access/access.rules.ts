// The one decision on access. PostgreSQL decides the same again through guard.sections_of and guard.reaches; a
// property test holds the two against each other, in both directions.
import type { Actor, Decision, LiveAccess, Matrix, Reach, Rule, Section, Subject } from './access.ts'

const refused: Decision = { allowed: false, because: 'nobody_may', sections: [] }
const wide = (reach: Reach): boolean => reach === 'all' || reach === 'in_the_office' || reach === 'on_the_case'

const rulesOf = (matrix: Matrix, actor: Actor, action: string): Rule[] => {
  const byRole = matrix.actions[action]
  if (!byRole) return []
  return actor.roles.flatMap((role) => byRole[role] ?? [])
}

const covers = (rule: Rule, actor: Actor, subject: Subject): boolean =>
  subject.organisation_id === actor.organisation_id &&
  (rule.reach === 'all' || (rule.reach === 'in_the_office' && subject.office_id === actor.office_id))

const nameOf = (access: LiveAccess): string => `${access.kind}:${access.basis ?? access.access_id}`

const sectionsThrough = (access: LiveAccess, rules: Rule[], action: string): Section[] => {
  // What a consent or broken glass opens is read; writing takes a place in the team.
  if (access.kind !== 'team' && action !== 'case.open') return []
  if (access.kind === 'break_glass') return access.sections
  return access.sections.filter((section) => rules.some((rule) => wide(rule.reach) && rule.sections?.includes(section)))
}

const onFile = (rules: Rule[], actor: Actor, action: string, subject: Subject): Decision => {
  const opened = new Set<Section>()
  let because = ''
  for (const access of subject.live) {
    const through = sectionsThrough(access, rules, action)
    if (through.length > 0) because ||= nameOf(access)
    for (const section of through) opened.add(section)
  }
  for (const rule of rules.filter((rule) => covers(rule, actor, subject))) {
    if (rule.sections?.length) because ||= rule.reach
    for (const section of rule.sections ?? []) opened.add(section)
  }
  return opened.size > 0 ? { allowed: true, because, sections: [...opened] } : refused
}

const onAction = (rules: Rule[], actor: Actor, subject: Subject): Decision => {
  const standing = subject.live.find((access) => access.kind === 'team')
  for (const rule of rules) {
    if (standing && wide(rule.reach)) return { allowed: true, because: nameOf(standing), sections: [] }
    if (covers(rule, actor, subject)) return { allowed: true, because: rule.reach, sections: [] }
    const own = subject.organisation_id === actor.organisation_id && subject.created_by === actor.staff_id
    if (rule.reach === 'own' && own) return { allowed: true, because: 'own', sections: [] }
  }
  return refused
}

/**
 * May this actor do this action, on this file (or at all, without one)? An unknown action is refused.
 * An action about sections (`case.open`, `case.write`) is allowed when it opens at least one.
 */
export const decide = (matrix: Matrix, actor: Actor, action: string, subject?: Subject): Decision => {
  const rules = rulesOf(matrix, actor, action).filter((rule) => rule.reach !== 'never')
  if (!subject) {
    const widest = rules.map((rule) => rule.reach).sort((a, b) => rank(b) - rank(a))[0]
    return widest ? { allowed: true, because: widest, sections: [] } : refused
  }
  const aboutSections = Object.values(matrix.actions[action] ?? {}).some((rule) => rule?.sections)
  return aboutSections ? onFile(rules, actor, action, subject) : onAction(rules, actor, subject)
}

const rank = (reach: Reach): number => ['never', 'own', 'on_the_case', 'in_the_office', 'all'].indexOf(reach)

/** Whether any role gives this action only with a second factor shown, or only with a reason. */
export const demands = (matrix: Matrix, actor: Actor, action: string): { reason: boolean; second_factor: boolean } => {
  const rules = rulesOf(matrix, actor, action)
  return {
    reason: rules.some((rule) => rule.needs_reason),
    second_factor: rules.some((rule) => rule.needs_second_factor),
  }
}

/** Every action with whether the actor may do it at all: what the screen shows and hides. */
export const abilities = (matrix: Matrix, actor: Actor): Record<string, boolean> =>
  Object.fromEntries(Object.keys(matrix.actions).map((action) => [action, decide(matrix, actor, action).allowed]))
