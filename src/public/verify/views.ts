// What is said of a certificate: whether it holds, what it is of, who issued it. The name is never shown, for nobody here knows it.
import type { Checked } from '#certificates/check.api.ts'
import { showNumber } from '#certificates/credential.rules.ts'
import { formatDay, formatNumber } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { alert, type Reader } from '../page.ts'

export interface Said {
  notice?: string | undefined
  /** As it was typed, to be mended. */
  typed?: string | undefined
}

export const askView = ({ t }: Reader, { notice, typed }: Said = {}): Html => html`<h1>${t('verify.heading')}</h1>
<p class="lead">${t('verify.lead')}</p>${alert(notice)}
<section><form method="post" action="/verify" autocomplete="off"><label for="number">${t('verify.number')}</label><small id="how">${t('verify.number_how')}</small><input id="number" name="number" required maxlength="40" value="${typed ?? ''}" aria-describedby="how" dir="ltr" autocapitalize="characters" spellcheck="false"><p class="go"><button>${t('verify.look')}</button></p></form></section>
<section><details${notice && typed === undefined && html` open`}><summary>${t('verify.file')}</summary><form method="post" action="/verify" enctype="multipart/form-data"><p>${t('verify.file_how')}</p><label for="file">${t('verify.file_pick')}</label><input id="file" name="file" type="file" accept=".json,application/json"><label for="text">${t('verify.file_paste')}</label><textarea id="text" name="text" maxlength="20000" dir="ltr" spellcheck="false"></textarea><p class="go"><button>${t('verify.file_check')}</button></p></form></details></section>`

const kinds = { valid: 'good', expired: 'risky', revoked: 'harmful' } as const

const dayIn = ({ language }: Reader, day: string) => formatDay(language, day, 'long')

const factsOf = (reader: Reader, { credential, number, issued_on, expires_on }: Checked): Html => {
  const { t, language } = reader
  const { achievement } = credential.credentialSubject
  const rows: [string, string | Html][] = [
    [t('verify.fact.title'), html`<b lang="${achievement.inLanguage}">${achievement.name}</b>`],
    [t('verify.fact.issuer'), credential.issuer.name],
    [t('verify.paper.hours'), formatNumber(language, achievement.creditsAvailable)],
    [t('verify.paper.issued'), dayIn(reader, issued_on)],
    ...(expires_on ? [[t('verify.paper.until'), dayIn(reader, expires_on)] as [string, string]] : []),
    [t('verify.paper.number'), html`<bdi dir="ltr">${showNumber(number)}</bdi>`],
  ]
  return html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
}

const stateSaid = (reader: Reader, { state, revoked_on, revoke_reason, expires_on }: Checked): Html => {
  const { t } = reader
  if (state === 'revoked')
    return html`<p>${t('verify.revoked_how', { day: dayIn(reader, revoked_on!) })} ${t(`verify.reason.${revoke_reason!}`)}</p>`
  if (state === 'expired') return html`<p>${t('verify.expired_how', { day: dayIn(reader, expires_on!) })}</p>`
  return html`<p>${t('verify.valid_how')}</p>`
}

const takeAlong = ({ t }: Reader, { state, number, certificate_id, expires_on }: Checked): Html =>
  html`<section><h2>${t('verify.take')}</h2><ul class="take"><li><a href="/badges/${certificate_id}.json" download="certificate-${number}.json">${t('verify.take_file')}</a></li>${
    expires_on &&
    state === 'valid' &&
    html`<li><a href="/verify/${number}/refresher.ics" download>${t('verify.take_refresher')}</a></li>`
  }</ul><p><small>${t('verify.take_how')}</small></p></section>`

/** What was found beside its state: a file that was brought along, a name that was typed. */
export interface Beside extends Said {
  file?: boolean
  name?: 'same' | 'other'
}

export const certificateView = (reader: Reader, checked: Checked, beside: Beside = {}): Html => {
  const { t } = reader
  const { state, number } = checked
  return html`<section class="${kinds[state]}"><h1>${t(`verify.state.${state}`)}</h1>${stateSaid(reader, checked)}${
    beside.file && html`<p>${t('verify.file_signed')}</p>`
  }</section>
<section>${factsOf(reader, checked)}</section>
<section><h2>${t('verify.name')}</h2><p>${t('verify.name_how')}</p>${
    beside.name && html`<p class="told ${beside.name}" role="status">${t(`verify.name_${beside.name}`)}</p>`
  }${alert(beside.notice)}<form method="post" action="/verify/${number}" autocomplete="off"><label for="name">${t('verify.name_label')}</label><input id="name" name="name" required maxlength="120" value="${beside.typed ?? ''}" dir="auto" autocomplete="off"><p class="go"><button name="do" value="name">${t('verify.name_check')}</button>${
    state === 'valid' && html`<button class="quiet" name="do" value="paper">${t('verify.name_paper')}</button>`
  }</p></form></section>
${takeAlong(reader, checked)}`
}

export const unknownView = (reader: Reader, key: 'unknown' | 'not_ours' | 'changed'): Html => {
  const { t } = reader
  return html`<section class="${key === 'changed' ? 'harmful' : 'risky'}"><h1>${t(`verify.state.${key}`)}</h1><p>${t(`verify.${key}_how`)}</p></section><p><a href="/verify">${t('verify.again')}</a></p>`
}

export const plainView = ({ t }: Reader, key: 'busy' | 'away' | 'broken'): Html =>
  html`<h1>${t('verify.heading')}</h1>${alert(t(`verify.error.${key}`))}<p><a href="/verify">${t('verify.again')}</a></p>`
