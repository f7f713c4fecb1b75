// Reads the lines in which the demo tells of a person. One line is one thing that happened; numbers are days ago, and
// after `due` days from today:
//
//   diary   96 story: what was written           80 law ines: what Inés wrote
//   needs   92 4423 4431 24-3: housing, safety   (twelve levels in the instrument's order; `-` skipped; her priorities)
//   plan    review 14 due 9
//           documents 88: her words              housing 91 reached: her words
//           - due 4 ines: a step                 - due -60 done 62: a step already taken
//   shared  shelter housing this_week 39, consent 40+90 identity safety home: what the partner reads first
//           - accepted 38: its answer            - ended 12 need_met: its answer
//           consent health health 3+30 identity health, guardian
//   later   1 due -226 done 225 yes no yes: home, work, safe, and what she said
import { Section } from '#access/access.ts'
import instrument from '#data/instruments/needs.json' with { type: 'json' }
import type { Urgency } from '#referrals/referral.ts'
import type { ColleagueKey, PartnerKey } from './house.ts'
import type {
  DemoConsent,
  DemoFollowUp,
  DemoGoal,
  DemoNote,
  DemoPerson,
  DemoReferral,
  DemoTalk,
  Told,
} from './person.ts'

const domains = instrument.domains.map(({ code }) => code)

const linesOf = (text: string | undefined): string[] => (text ?? '').split('\n').flatMap((line) => line.trim() || [])

/** What the form catches, by name; a line it does not fit is a slip of whoever wrote it. */
const caught = (line: string, form: RegExp): Record<string, string | undefined> => {
  const found = form.exec(line)
  if (!found) throw new Error(`the demo does not understand: ${line}`)
  return found.groups ?? {}
}

const readNote = (line: string): DemoNote => {
  const { days, section, by, text } = caught(line, /^(?<days>\d+) (?<section>\w+)(?: (?<by>\w+))?: (?<text>.+)$/)
  return [Number(days), Section.parse(section), text!, ...(by ? [by as ColleagueKey] : [])] as DemoNote
}

const readTalk = (line: string): DemoTalk => {
  const { at, levels, wants } = caught(line, /^(?<at>\d+) (?<levels>[\d -]+): (?<wants>.+)$/)
  const each = [...levels!.replaceAll(' ', '')]
  if (each.length !== domains.length) throw new Error(`not ${domains.length} levels: ${line}`)
  return {
    at: Number(at),
    levels: Object.fromEntries(domains.map((code, place) => [code, each[place] === '-' ? null : Number(each[place])])),
    priority: wants!.split(', '),
  }
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

const readPlan = (text: string | undefined) => {
  let review: DemoPerson['review']
  const goals: DemoGoal[] = []
  for (const line of linesOf(text)) {
    if (line.startsWith('review ')) {
      const { set, due } = caught(line, /^review (?<set>\d+) due (?<due>-?\d+)$/)
      review = { set: Number(set), due: Number(due) }
    } else if (line.startsWith('- ')) {
      const step = caught(line, /^- due (?<due>-?\d+)(?: done (?<done>\d+))?(?: (?<by>\w+))?: (?<words>.+)$/)
      const by = step.by as ColleagueKey | 'person' | undefined
      goals.at(-1)!.actions!.push({ words: step.words!, by, due: Number(step.due), done: numberOf(step.done) })
    } else {
      const goal = caught(line, /^(?<need>\w+) (?<set>\d+)(?: (?<status>reached|changed|left))?: (?<words>.+)$/)
      const status = goal.status as DemoGoal['status']
      goals.push({ need: goal.need!, words: goal.words!, set: Number(goal.set), status, actions: [] })
    }
  }
  return { review, goals }
}

const givers = { guardian: 'guardian', minor: 'minor_with_guardian', court: 'court' } as const

const consentOf = (to: string, purpose: string, terms: string): DemoConsent => {
  const form =
    /^(?<from>\d+)\+(?<lasts>\d+) (?<sections>[\w ]+?)(?:, (?<giver>guardian|minor|court))?(?:, (?<how>spoken|written))?(?:, withdrawn (?<withdrawn>\d+))?$/
  const { from, lasts, sections, giver, how, withdrawn } = caught(terms, form)
  return {
    to: to as PartnerKey,
    purpose,
    sections: sections!.split(' ').map((each) => Section.parse(each)),
    from: Number(from),
    lasts: Number(lasts),
    given_by: giver ? givers[giver as keyof typeof givers] : 'person',
    how: (how as DemoConsent['how']) ?? 'signed',
    withdrawn: numberOf(withdrawn),
  }
}

const purposes: Record<PartnerKey, string> = {
  shelter: 'shelter',
  law: 'legal',
  health: 'health',
  workshop: 'learning',
  nepal: 'return',
}

const readShared = (text: string | undefined) => {
  const consents: DemoConsent[] = []
  const referrals: DemoReferral[] = []
  for (const line of linesOf(text)) {
    if (line.startsWith('consent ')) {
      const { to, purpose, terms } = caught(line, /^consent (?<to>\w+) (?<purpose>\w+) (?<terms>.+)$/)
      consents.push(consentOf(to!, purpose!, terms!))
    } else if (line.startsWith('- ')) {
      const form =
        /^- (?<status>accepted|declined|ended|withdrawn) (?<days>\d+)(?: (?<reason>\w+))?(?:: (?<words>.+))?$/
      const { status, days, reason, words } = caught(line, form)
      const last = referrals.at(-1)!
      last.status = status as DemoReferral['status']
      if (status === 'ended') last.ended = Number(days)
      else if (status !== 'withdrawn') last.answered = Number(days)
      last.reason = reason ?? last.reason
      last.answer_words = words ?? last.answer_words
    } else {
      const form = /^(?<to>\w+) (?<need>\w+) (?<urgency>\w+) (?<sent>\d+), consent (?<terms>[^:]+): (?<words>.+)$/
      const { to, need, urgency, sent, terms, words } = caught(line, form)
      const consent = consentOf(to!, purposes[to as PartnerKey], terms!)
      referrals.push({
        consent,
        need: need!,
        urgency: urgency as Urgency,
        sent: Number(sent),
        words: words!,
        status: 'sent',
      })
    }
  }
  return { consents, referrals }
}

const readLater = (line: string): DemoFollowUp => {
  const form =
    /^(?<months>\d+) due (?<due>-?\d+)(?: done (?<done>\d+))?(?: (?<home>yes|no|unknown) (?<work>yes|no|unknown) (?<safe>yes|no|unknown): (?<words>.+))?$/
  const { months, due, done, home, work, safe, words } = caught(line, form)
  const answer = words === undefined ? undefined : ({ home, work, safe, words } as DemoFollowUp['answer'])
  return { months: Number(months), due: Number(due), done: numberOf(done), answer }
}

export const readPerson = ({ diary, needs, plan, shared, later, ...told }: Told): DemoPerson => ({
  ...told,
  notes: linesOf(diary).map(readNote),
  talks: linesOf(needs).map(readTalk),
  ...readPlan(plan),
  ...readShared(shared),
  follow_ups: linesOf(later).map(readLater),
})
