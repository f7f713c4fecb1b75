// Which address shows which screen. Each screen lives with its room and is fetched when it is first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Skeleton } from '#kit/ui/Skeleton.tsx'
import { Broken, NotFound } from './Broken.tsx'
import { Door } from './Door.tsx'
import { bringLaw, withItsTexts, withLaw, withSigns } from './load-language.ts'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ component: Outlet })
const door = createRoute({ getParentRoute: () => root, id: 'door', component: Door })
const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: Shell })

const at = <Path extends string, Screen extends string>(
  path: Path,
  load: () => Promise<Record<Screen, React.ComponentType>>,
  screen: Screen,
) => createRoute({ getParentRoute: () => desk, path, component: lazyRouteComponent(load as never, screen as never) })

const before = <Path extends string, Screen extends string>(
  path: Path,
  load: () => Promise<Record<Screen, React.ComponentType>>,
  screen: Screen,
) => createRoute({ getParentRoute: () => door, path, component: lazyRouteComponent(load as never, screen as never) })

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' as never })
  },
})

const MyProtocols = lazy(async () => ({
  default: (await withItsTexts(import('#safety/ui/MyProtocols.tsx'))).MyProtocols,
}))
const Colleagues = lazy(async () => ({
  default: (await withItsTexts(import('#team/ui/CareToday.tsx'))).CareToday,
}))
const TodayAppointments = lazy(async () => ({
  default: (await withItsTexts(import('#agenda/ui/TodayAppointments.tsx'))).TodayAppointments,
}))
const TodayPrevention = lazy(async () => ({
  default: (await withItsTexts(import('#prevention/ui/TodayPrevention.tsx'))).TodayPrevention,
}))
const CheckAgain = lazy(async () => ({
  default: (await withItsTexts(import('#matching/ui/CheckAgain.tsx'))).CheckAgain,
}))
/** The page of the day with what frightens on top and the directory at its end: each fetched only for whom it is about. */
const bringToday = async () => {
  const { Today } = await import('#agenda/ui/Today.tsx')
  const first = (
    <Suspense>
      <MyProtocols />
    </Suspense>
  )
  const colleagues = (
    <Suspense>
      <Colleagues />
    </Suspense>
  )
  const appointments = (
    <Suspense>
      <TodayAppointments />
    </Suspense>
  )
  const Prevention = ({ instead }: { instead?: React.ReactNode }) => (
    <Suspense>
      <TodayPrevention instead={instead} />
    </Suspense>
  )
  const last = (
    <Suspense>
      <CheckAgain />
    </Suspense>
  )
  return {
    Today: () => <Today {...{ first, colleagues, appointments, Prevention, bringLaw, last }} />,
  }
}

const screens = [
  home,
  at('/today', bringToday, 'Today'),
  at('/agenda', () => withItsTexts(import('#agenda/ui/Agenda.tsx')), 'Agenda'),
  at('/agenda/$case_id/$appointment_id', () => withItsTexts(import('./Appointment.tsx')), 'Appointment'),
  at('/protocols/$protocol_id', () => withItsTexts(import('#safety/ui/Protocol.tsx')), 'Protocol'),
  at('/people', () => withItsTexts(import('#cases/ui/PeopleList.tsx')), 'PeopleList'),
  at('/people/new', () => withItsTexts(import('#cases/ui/NewFile.tsx')), 'NewFile'),
  at('/people/$case_id', () => withLaw(import('./CaseFile.tsx')), 'CaseFile'),
  at('/people/$case_id/who-opens', () => withItsTexts(import('#team/ui/AccessLetter.tsx')), 'AccessLetter'),
  at('/hand-overs', () => withLaw(import('#team/ui/HandOvers.tsx')), 'HandOvers'),
  at('/staff-care', () => withItsTexts(import('#team/ui/StaffCare.tsx')), 'StaffCare'),
  at('/caseload', () => withItsTexts(import('#team/ui/Caseload.tsx')), 'Caseload'),
  at('/access-review', () => withItsTexts(import('#team/ui/AccessReview.tsx')), 'AccessReview'),
  at('/asked-about', () => withItsTexts(import('#team/ui/AskedAbout.tsx')), 'AskedAbout'),
  at('/retention', () => withItsTexts(import('#leaving/ui/Retention.tsx')), 'Retention'),
  at('/retention/$erasure_id', () => withItsTexts(import('#leaving/ui/Certificate.tsx')), 'Certificate'),
  at('/places', () => withItsTexts(import('#places/ui/Places.tsx')), 'Places'),
  at('/places/$unit_id', () => withItsTexts(import('#places/ui/UnitPage.tsx')), 'UnitPage'),
  at('/phrases', () => withItsTexts(import('#interpreters/ui/Phrases.tsx')), 'Phrases'),
  at('/interpreters', () => withItsTexts(import('#interpreters/ui/Interpreters.tsx')), 'Interpreters'),
  at('/interpreters/new', () => withItsTexts(import('#interpreters/ui/InterpreterForm.tsx')), 'NewInterpreter'),
  at('/interpreters/find', () => withItsTexts(import('#interpreters/ui/FindNow.tsx')), 'FindNow'),
  at(
    '/interpreters/$interpreter_id',
    () => withItsTexts(import('#interpreters/ui/InterpreterPage.tsx')),
    'InterpreterPage',
  ),
  at(
    '/interpreters/$interpreter_id/edit',
    () => withItsTexts(import('#interpreters/ui/InterpreterForm.tsx')),
    'EditInterpreter',
  ),
  at('/interpreters/pay', () => withItsTexts(import('#interpreters/ui/Pay.tsx')), 'Pay'),
  at(
    '/interpreters/pay/$statement_id',
    () => withItsTexts(import('#interpreters/ui/StatementPage.tsx')),
    'StatementPage',
  ),
  at('/law', () => withLaw(import('#law/ui/Wall.tsx')), 'Wall'),
  at('/law/packs', () => withLaw(import('#law/ui/Packs.tsx')), 'Packs'),
  at('/law/packs/$pack_id', () => withLaw(import('#law/ui/PackRules.tsx')), 'PackRules'),
  at('/prevention', () => withItsTexts(import('#prevention/ui/Trainings.tsx')), 'Trainings'),
  at('/prevention/catalogue', () => withItsTexts(import('#prevention/ui/Catalogue.tsx')), 'Catalogue'),
  at(
    '/prevention/catalogue/$curriculum_id',
    () => withItsTexts(import('#prevention/ui/CurriculumPage.tsx')),
    'CurriculumPage',
  ),
  at('/prevention/requests', () => withItsTexts(import('#prevention/ui/Requests.tsx')), 'Requests'),
  at('/prevention/modules', () => withItsTexts(import('#modules/ui/Modules.tsx')), 'Modules'),
  at('/prevention/modules/$module_id', () => withItsTexts(import('#modules/ui/ModulePage.tsx')), 'ModulePage'),
  at('/prevention/certificates', () => withItsTexts(import('#certificates/ui/Certificates.tsx')), 'Certificates'),
  at('/prevention/institutions', () => withItsTexts(import('#institutions/ui/Institutions.tsx')), 'Institutions'),
  at(
    '/prevention/institutions/new',
    () => withItsTexts(import('#institutions/ui/InstitutionForm.tsx')),
    'NewInstitution',
  ),
  at('/prevention/institutions/import', () => withItsTexts(import('#institutions/ui/ImportList.tsx')), 'ImportList'),
  at('/prevention/institutions/$institution_id', () => withItsTexts(import('./Institution.tsx')), 'Institution'),
  at(
    '/prevention/institutions/$institution_id/edit',
    () => withItsTexts(import('#institutions/ui/InstitutionForm.tsx')),
    'EditInstitution',
  ),
  at(
    '/prevention/institutions/$institution_id/pathway',
    () => withItsTexts(import('#institutions/ui/PathwayForm.tsx')),
    'PathwayForm',
  ),
  at('/prevention/results', () => withItsTexts(import('#insight/ui/PreventionResults.tsx')), 'PreventionResults'),
  at('/prevention/trainings/new', () => withItsTexts(import('#prevention/ui/PlanTraining.tsx')), 'NewTraining'),
  at(
    '/prevention/trainings/$training_id',
    () => withItsTexts(import('#prevention/ui/TrainingPage.tsx')),
    'TrainingPage',
  ),
  at(
    '/prevention/trainings/$training_id/edit',
    () => withItsTexts(import('#prevention/ui/PlanTraining.tsx')),
    'EditTraining',
  ),
  at('/groups', () => withItsTexts(import('#care/ui/Groups.tsx')), 'Groups'),
  at('/groups/$group_id', () => withItsTexts(import('#care/ui/GroupPage.tsx')), 'GroupPage'),
  at('/services', () => withItsTexts(import('#directory/ui/ServiceList.tsx')), 'ServiceList'),
  at('/services/new', () => withItsTexts(import('#directory/ui/NewService.tsx')), 'NewService'),
  at('/services/exchange', () => withItsTexts(import('#exchange/ui/Exchange.tsx')), 'Exchange'),
  at('/services/exchange/$upload_id', () => withItsTexts(import('#exchange/ui/ImportFile.tsx')), 'ImportFile'),
  at('/services/suggestions', () => withItsTexts(import('#directory/ui/Suggestions.tsx')), 'Suggestions'),
  at('/services/organisations/new', () => withItsTexts(import('#directory/ui/EditProvider.tsx')), 'NewProvider'),
  at(
    '/services/organisations/$provider_id',
    () => withItsTexts(import('#directory/ui/EditProvider.tsx')),
    'EditProvider',
  ),
  at('/services/$service_id/edit', () => withItsTexts(import('#directory/ui/EditService.tsx')), 'EditService'),
  at('/services/$service_id', () => withItsTexts(import('#matching/ui/ServiceScreen.tsx')), 'ServiceScreen'),
  at('/reports', () => withSigns(import('./Reports.tsx')), 'Reports'),
  at('/reports/new', () => withSigns(import('#triage/ui/TypeReport.tsx')), 'TypeReport'),
  at('/reports/$report_id', () => withSigns(import('./Reports.tsx')), 'Reports'),
  at('/signs', () => withSigns(import('./Signs.tsx')), 'Signs'),
  at('/screening', () => withSigns(import('#detection/ui/Screening.tsx')), 'Screening'),
  at('/screening/wording', () => withSigns(import('#detection/ui/Wordings.tsx')), 'Wordings'),
  at('/instruments/wording', () => withSigns(import('#assessments/ui/OfficialWordings.tsx')), 'OfficialWordings'),
  at('/referrals', () => withSigns(import('#referrals/ui/ReferralQueue.tsx')), 'ReferralQueue'),
  at('/referrals/$referral_id', () => withItsTexts(import('#referrals/ui/ReceivedReferral.tsx')), 'ReceivedReferral'),
  at('/conferences', () => withItsTexts(import('#conferences/ui/MyConferences.tsx')), 'MyConferences'),
  at('/break-glass', () => withItsTexts(import('#cases/ui/Emergency.tsx')), 'Emergency'),
  at('/gaps', () => withItsTexts(import('#insight/ui/Gaps.tsx')), 'Gaps'),
  at('/our-desk', () => withItsTexts(import('#insight/ui/OurDesk.tsx')), 'OurDesk'),
  at('/insight', () => withItsTexts(import('#insight/ui/Insight.tsx')), 'Insight'),
  at('/organisation', () => withItsTexts(import('./Organisation.tsx')), 'Organisation'),
  at('/gallery', () => import('./Gallery.tsx'), 'Gallery'),
]

const doors = [
  before('/sign-in', () => withItsTexts(import('#organisations/ui/SignIn.tsx')), 'SignIn'),
  before('/set-up', () => withItsTexts(import('#organisations/ui/SetUp.tsx')), 'SetUp'),
  before('/invitation', () => withItsTexts(import('#organisations/ui/Invitation.tsx')), 'Invitation'),
]

/** Screens that open without a session; the gallery shows only the parts, with invented words. */
export const beforeSignIn = (path: string): boolean => /^\/desk\/(sign-in|set-up|invitation|gallery)\b/.test(path)

export const createDeskRouter = () =>
  createRouter({
    routeTree: root.addChildren([desk.addChildren(screens), door.addChildren(doors)]),
    basepath: '/desk',
    defaultPendingComponent: () => <Skeleton kind="page" />,
    defaultPendingMs: 150,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: false,
  })
