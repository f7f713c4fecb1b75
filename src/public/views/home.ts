// The first page: whom to call, what to tell, and the way back in with a number.
import { contactWishes, languagesAsked, longestReport, reporterRoles, whoIsAtRisk } from '#reports/body.ts'
import type { DoorNow } from '../house.ts'
import { type Html, html } from '../html.ts'
import { type HelpLine, nameOfLanguage, showLine } from '../lines.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { area, choices, formStart, type Wrong, yesNo } from './parts.ts'

const help = (
  { language, t }: Reader,
  lines: HelpLine[],
): Html => html`<section class="call"><h2>${t('public.danger_heading')}</h2>
<p>${t('public.danger_text')} ${t('public.call_trace')}</p>
<ul>${lines.filter((line) => line.first).map((line) => showLine(language, t, line))}</ul>
<details><summary>${t('public.more_lines')}</summary><ul>${lines.filter((line) => !line.first).map((line) => showLine(language, t, line))}</ul></details></section>`

const moreQuestions = (reader: Reader, typed: Typed, wrong: Wrong): Html => {
  const { t, language } = reader
  const wanted = typed.one('contact_wish') || 'receipt_only'
  const speaks = languagesAsked.map((code): [string, string] => [code, nameOfLanguage(language, code)])
  const asked = ['minors', 'who_is_at_risk', 'languages_of_the_person', 'reporter_role', 'contact_how']
  return html`<details${asked.some((name) => typed.one(name)) && html` open`}><summary>${t('public.more')}</summary>
${choices('radio', 'minors', t('public.minors'), yesNo(reader), typed)}
${choices(
  'radio',
  'who_is_at_risk',
  t('public.who'),
  whoIsAtRisk.map((each) => [each, t(`public.who.${each}`)]),
  typed,
)}
${choices('checkbox', 'languages_of_the_person', t('public.speaks'), speaks, typed)}
<div class="ask"><label for="reporter_role">${t('public.role')}</label><select id="reporter_role" name="reporter_role" autocomplete="off"><option value="">${t('public.not_said')}</option>${reporterRoles.map(
    (each) =>
      html`<option value="${each}"${typed.one('reporter_role') === each && html` selected`}>${t(`public.role.${each}`)}</option>`,
  )}</select></div>
${choices(
  'radio',
  'contact_wish',
  t('public.wish'),
  contactWishes.map((each) => [each, t(`public.wish.${each}`)]),
  typed.with('contact_wish', wanted),
)}
${area('contact_how', t('public.how'), t('public.how_hint'), typed, 2, 300, wrong)}</details>`
}

const toWhom = ({ t }: Reader, { organisations }: DoorNow, typed: Typed): Html => {
  const [first] = organisations
  if (organisations.length < 2) return first ? hidden('organisation', first.organisation_id) : html``
  const options = organisations.map((each): [string, string] => [each.organisation_id, each.name])
  const chosen = typed.one('organisation') || first!.organisation_id
  return choices('radio', 'organisation', t('public.to_whom'), options, typed.with('organisation', chosen))
}

export const homeView = (reader: Reader, door: DoorNow, seed: string, typed: Typed, wrong: Wrong = {}): string => {
  const { t } = reader
  const above = wrong.number ? undefined : wrong.notice
  const names = door.organisations.map((each) => each.name).join(' · ')
  return page(
    reader,
    html`<h1>${t('public.heading')}</h1><p>${t('public.lead')}</p>
${help(reader, door.lines)}
<section><h2>${t('public.form_heading')}</h2>${alert(above)}<p>${t('public.form_lead')}</p>
<form id="f" method="post" action="/" autocomplete="off" novalidate>${formStart(reader, 'home')}${hidden('seed', seed)}
${area('what_happened', t('public.what'), t('public.what_hint'), typed, 6, longestReport, wrong)}
${area('where', t('public.where'), t('public.where_hint'), typed, 2, 500, wrong)}
${choices('radio', 'danger_now', t('public.danger_now'), yesNo(reader), typed)}
${moreQuestions(reader, typed, wrong)}${toWhom(reader, door, typed)}
<p class="ask"><small>${names && t('public.sealed', { organisation: names })}</small></p>${lost(reader)}
<button name="do" value="report">${t('public.send')}</button></form></section>
<section><h2>${t('public.back_heading')}</h2>${alert(wrong.number ? wrong.notice : undefined)}<p>${t('public.back_text')}</p>
<form method="post" action="/" autocomplete="off">${formStart(reader, 'home')}
<label for="receipt">${t('public.number')}</label><input class="number" id="receipt" name="receipt" dir="ltr" inputmode="numeric" maxlength="60" autocomplete="off" spellcheck="false" value="${typed.one('receipt')}"${
      wrong.number && html` aria-invalid="true"`
    }>${lost(reader)}<button class="quiet" name="do" value="return">${t('public.open')}</button></form></section>`,
  )
}
