// Every answer the house gives. A room's endpoint that is not here is not reachable; a test notices. The four answers of
// the first set-up join them only while there is something to set up (src/server/open.ts).
import * as accompany from '#agenda/accompany.api.ts'
import * as agenda from '#agenda/agenda.api.ts'
import * as appointments from '#agenda/appointment.api.ts'
import * as calendarFeed from '#agenda/feed.api.ts'
import * as reminders from '#agenda/reminder.api.ts'
import * as today from '#agenda/today.api.ts'
import * as assessments from '#assessments/assessment.api.ts'
import * as ownDoors from '#assessments/door.api.ts'
import * as finished from '#assessments/finish.api.ts'
import * as offered from '#assessments/offered.api.ts'
import * as official from '#assessments/official.api.ts'
import * as instrumentPapers from '#assessments/paper.api.ts'
import * as results from '#assessments/results.api.ts'
import * as screened from '#assessments/screened.api.ts'
import * as answersShared from '#assessments/share.api.ts'
import * as sittings from '#assessments/sitting.api.ts'
import * as care from '#care/care.api.ts'
import * as careEpisodes from '#care/episode.api.ts'
import * as careGroups from '#care/group.api.ts'
import * as careInjuries from '#care/injury.api.ts'
import * as therapyNotes from '#care/private-note.api.ts'
import * as careRecords from '#care/record.api.ts'
import * as careWindows from '#care/window.api.ts'
import * as brokenGlass from '#cases/break-glass.api.ts'
import * as cases from '#cases/case.api.ts'
import * as fileJournal from '#cases/file-journal.api.ts'
import * as merges from '#cases/merge.api.ts'
import * as search from '#cases/search.api.ts'
import * as certificates from '#certificates/certificate.api.ts'
import * as claims from '#claims/claim.api.ts'
import * as wageSheets from '#claims/wage-sheet.api.ts'
import * as conferences from '#conferences/conference.api.ts'
import * as conferenceTasks from '#conferences/task.api.ts'
import * as consents from '#consents/consent.api.ts'
import * as detection from '#detection/detection.api.ts'
import * as wordings from '#detection/wording.api.ts'
import * as serviceLinks from '#directory/confirm.api.ts'
import * as directoryDoors from '#directory/door.api.ts'
import * as directoryEdits from '#directory/edit.api.ts'
import * as directoryReaders from '#directory/professionals.api.ts'
import * as services from '#directory/service.api.ts'
import * as directorySharing from '#directory/sharing.api.ts'
import * as directorySuggestions from '#directory/suggestion.api.ts'
import * as copies from '#documents/copy.api.ts'
import * as documents from '#documents/document.api.ts'
import * as letters from '#documents/letter.api.ts'
import * as exchange from '#exchange/exchange.api.ts'
import type { Answer } from '#gate/answer.ts'
import * as gapBrief from '#insight/brief.api.ts'
import * as coverage from '#insight/coverage.api.ts'
import * as gaps from '#insight/gap.api.ts'
import * as insight from '#insight/insight.api.ts'
import * as partnerDesk from '#insight/partner.api.ts'
import * as preventionResults from '#insight/prevention.api.ts'
import * as institutionLists from '#institutions/import.api.ts'
import * as institutions from '#institutions/institution.api.ts'
import * as institutionPosters from '#institutions/poster.api.ts'
import * as interpreterBookings from '#interpreters/booking.api.ts'
import * as bookingsOfInterpreter from '#interpreters/bookings-of.api.ts'
import * as findingInterpreters from '#interpreters/finding.api.ts'
import * as interpreterPay from '#interpreters/pay.api.ts'
import * as interpreterPayExport from '#interpreters/pay-export.api.ts'
import * as phrases from '#interpreters/phrases.api.ts'
import * as interpreterRegister from '#interpreters/register.api.ts'
import * as interpretingRules from '#interpreters/rules-of-hers.api.ts'
import * as volunteerHours from '#interpreters/volunteer-hours.api.ts'
import * as lawDeadlines from '#law/deadline.api.ts'
import * as herRights from '#law/her-rights.api.ts'
import * as lawFile from '#law/law-file.api.ts'
import * as lawPacks from '#law/pack.api.ts'
import * as papers from '#law/papers.api.ts'
import * as lawWall from '#law/wall.api.ts'
import * as leaving from '#leaving/leaving.api.ts'
import * as ownCopy from '#leaving/own-copy.api.ts'
import * as review from '#leaving/review.api.ts'
import * as barriers from '#matching/barrier.api.ts'
import * as servicesToCheck from '#matching/check-again.api.ts'
import * as matches from '#matching/match.api.ts'
import * as personBarriers from '#matching/person-barriers.api.ts'
import * as minors from '#minors/minor.api.ts'
import * as missing from '#minors/missing.api.ts'
import * as minorRecords from '#minors/records.api.ts'
import * as modules from '#modules/catalogue.api.ts'
import * as alerts from '#notes/alert.api.ts'
import * as notes from '#notes/note.api.ts'
import * as story from '#notes/story.api.ts'
import * as accounts from '#organisations/account.api.ts'
import * as organisations from '#organisations/organisation.api.ts'
import * as passkeys from '#organisations/passkey.api.ts'
import * as secondFactors from '#organisations/second-factor.api.ts'
import * as signIn from '#organisations/sign-in.api.ts'
import * as staff from '#organisations/staff.api.ts'
import * as followUp from '#outcomes/follow-up.api.ts'
import * as contact from '#people/contact.api.ts'
import * as exclusions from '#people/exclusion.api.ts'
import * as identities from '#people/identity.api.ts'
import * as related from '#people/related.api.ts'
import * as placesAsked from '#places/asked.api.ts'
import * as stays from '#places/stay.api.ts'
import * as units from '#places/unit.api.ts'
import * as actions from '#plans/action.api.ts'
import * as planAsks from '#plans/ask.api.ts'
import * as programmePaths from '#plans/path.api.ts'
import * as plans from '#plans/plan.api.ts'
import * as planPapers from '#plans/print.api.ts'
import * as planVersions from '#plans/version.api.ts'
import * as trainingAttendance from '#prevention/attendance.api.ts'
import * as trainingMaterials from '#prevention/material.api.ts'
import * as trainingRequests from '#prevention/request.api.ts'
import * as trainings from '#prevention/training.api.ts'
import * as conflicts from '#proceedings/conflict.api.ts'
import * as decisions from '#proceedings/decision.api.ts'
import * as formerClients from '#proceedings/former-client.api.ts'
import * as guides from '#proceedings/guide.api.ts'
import * as hearings from '#proceedings/hearing.api.ts'
import * as matters from '#proceedings/matter.api.ts'
import * as measures from '#proceedings/measure.api.ts'
import * as proceedings from '#proceedings/proceeding.api.ts'
import * as statements from '#proceedings/statement.api.ts'
import * as referralExceptions from '#referrals/exception.api.ts'
import * as referralsOutside from '#referrals/external.api.ts'
import * as referrals from '#referrals/referral.api.ts'
import * as referralTalk from '#referrals/talk.api.ts'
import * as transfers from '#referrals/transfer.api.ts'
import * as reportFiles from '#reports/files.api.ts'
import * as reportLifetimes from '#reports/lifetime.api.ts'
import * as duty from '#safety/duty.api.ts'
import * as incidents from '#safety/incident.api.ts'
import * as safetyPlans from '#safety/plan.api.ts'
import * as protocols from '#safety/protocol.api.ts'
import * as risks from '#safety/risk.api.ts'
import * as storyFacts from '#story/fact.api.ts'
import * as retelling from '#story/retelling.api.ts'
import * as storySummaries from '#story/summary.api.ts'
import * as told from '#story/telling.api.ts'
import * as accessPage from '#team/access-page.api.ts'
import * as accessReview from '#team/access-review.api.ts'
import * as askedAbout from '#team/asked-about.api.ts'
import * as covers from '#team/cover.api.ts'
import * as handOvers from '#team/hand-over.api.ts'
import * as loneVisits from '#team/lone-visit.api.ts'
import * as staffCare from '#team/staff-care.api.ts'
import * as supervision from '#team/supervision.api.ts'
import * as team from '#team/team.api.ts'
import * as weight from '#team/weight.api.ts'
import * as timeline from '#timeline/timeline.api.ts'
import * as reportDecisions from '#triage/decision.api.ts'
import * as reportLikeness from '#triage/likeness.api.ts'
import * as passedReports from '#triage/pass.api.ts'
import * as reports from '#triage/report.api.ts'
import * as typedReports from '#triage/typed.api.ts'

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'endpoint' in value && 'handler' in value

// A room may export an answer alone and in a list; it is one answer.
const answersOf = (rooms: object[]): Answer[] => {
  const found = rooms.flatMap((room) => Object.values(room).flat()).filter(isAnswer)
  return [...new Map(found.map((each) => [each.endpoint, each])).values()]
}

export const answers: Answer[] = answersOf([
  accounts,
  signIn,
  secondFactors,
  passkeys,
  organisations,
  institutions,
  modules,
  institutionPosters,
  institutionLists,
  staff,
  cases,
  search,
  merges,
  timeline,
  notes,
  story,
  alerts,
  contact,
  exclusions,
  identities,
  related,
  team,
  handOvers,
  covers,
  weight,
  supervision,
  askedAbout,
  staffCare,
  loneVisits,
  told,
  retelling,
  storyFacts,
  storySummaries,
  accessPage,
  accessReview,
  brokenGlass,
  fileJournal,
  detection,
  documents,
  copies,
  letters,
  consents,
  proceedings,
  matters,
  measures,
  hearings,
  statements,
  decisions,
  conflicts,
  formerClients,
  guides,
  certificates,
  claims,
  papers,
  herRights,
  wageSheets,
  minors,
  minorRecords,
  missing,
  protocols,
  duty,
  risks,
  safetyPlans,
  incidents,
  assessments,
  screened,
  offered,
  sittings,
  finished,
  results,
  official,
  instrumentPapers,
  answersShared,
  ownDoors,
  plans,
  actions,
  planAsks,
  planVersions,
  planPapers,
  programmePaths,
  services,
  exchange,
  matches,
  personBarriers,
  servicesToCheck,
  units,
  placesAsked,
  stays,
  directoryEdits,
  directoryDoors,
  directoryReaders,
  directorySharing,
  directorySuggestions,
  barriers,
  referrals,
  referralsOutside,
  serviceLinks,
  referralExceptions,
  referralTalk,
  transfers,
  conferences,
  conferenceTasks,
  care,
  careEpisodes,
  therapyNotes,
  careRecords,
  careWindows,
  careInjuries,
  careGroups,
  today,
  agenda,
  appointments,
  reminders,
  accompany,
  calendarFeed,
  phrases,
  interpreterRegister,
  interpretingRules,
  findingInterpreters,
  bookingsOfInterpreter,
  interpreterBookings,
  interpreterPay,
  interpreterPayExport,
  volunteerHours,
  followUp,
  reports,
  reportDecisions,
  reportLikeness,
  reportFiles,
  reportLifetimes,
  passedReports,
  typedReports,
  wordings,
  insight,
  coverage,
  gaps,
  gapBrief,
  partnerDesk,
  preventionResults,
  trainings,
  trainingRequests,
  trainingAttendance,
  trainingMaterials,
  lawPacks,
  lawDeadlines,
  lawFile,
  lawWall,
  leaving,
  ownCopy,
  review,
])
