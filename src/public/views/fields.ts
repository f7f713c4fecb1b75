// In which field somebody works: each has its own short form and its own next steps.
import { fields } from '#reports/body.ts'
import { html } from '../html.ts'
import { hidden, lost, page, type Reader } from '../page.ts'
import { way } from './home.ts'
import { formStart, heading } from './parts.ts'

export const fieldsView = (reader: Reader, seed: string): string => {
  const { t } = reader
  return page(
    reader,
    html`${heading(t('public.field.heading'))}<form id="f" method="post" action="/" autocomplete="off" novalidate>${formStart(reader, 'fields')}${hidden('seed', seed)}
${fields.map((field) => way(`form:${field}`, t(`public.field.${field}`)))}${lost(reader)}
<p class="go"><button class="quiet" name="do" value="start">${t('public.previous')}</button></p></form>`,
  )
}
