// The directory as professionals read it through a link: words, a kind of help and a province to look by, and each service
// with what it needs to be called or visited.
import type { DirectoryContact } from '#directory/directory.ts'
import { type Directory, detail, filtersOf, type PlaceNames, searchServices } from '#directory/service.rules.ts'
import type { NamedAddress, NamedArea, ServiceDetail, ServiceWish } from '#directory/service.ts'
import { capacityIn, hoursIn } from '#directory/words.rules.ts'
import { formatDay, formatList } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import { hidden, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { heading } from '../views/parts.ts'
import { answerPage } from './page.ts'
import { askedOfAdmission } from './record.ts'
import type { DirectoryView } from './visit.ts'

const pageSize = 20
/** What no longer exists helps nobody who looks for help. */
const shown = (directory: Directory, wish: ServiceWish, places: PlaceNames) =>
  searchServices(directory, wish, places).filter(({ status }) => status !== 'defunct')

const areaIn = ({ language, t }: Reader, { country, name }: NamedArea): string => {
  const of = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country
  if (name === null) return t('services.whole_country', { country: of })
  return country === 'ES' ? name : `${name}, ${of}`
}

const addressIn = (reader: Reader, { street, more, postal_code, area, directions }: NamedAddress): string =>
  [street, more, [postal_code, areaIn(reader, area)].filter(Boolean).join(' '), directions].filter(Boolean).join(', ')

const contactIn = ({ name, title, department, phone, email }: DirectoryContact): string =>
  [name, title, department, phone, email].filter(Boolean).join(' · ')

const phonesIn = ({ t }: Reader, { phones }: ServiceDetail): Html[] =>
  phones.map(
    ({ number, label, confidence }) =>
      html`<span><a href="tel:${number.replace(/[^+\d]/g, '')}"><bdi dir="ltr">${number}</bdi></a> ${label} <small>${t(`codes.confidence_levels.${confidence}`)}</small></span>`,
  )

/** Only what somebody stated; several of a kind one under the other. */
const factsOf = (reader: Reader, service: ServiceDetail): Html => {
  const { language, t } = reader
  const names = (codes: string[], nameOf: (code: string) => string) => formatList(language, codes.map(nameOf))
  const { admission } = service
  const rows: [label: string, values: (string | Html | null)[]][] = [
    ['phones', phonesIn(reader, service)],
    ['contacts', service.contacts.map(contactIn)],
    ['email', [service.email]],
    ['website', [service.website]],
    ['addresses', service.addresses.map((address) => addressIn(reader, address))],
    ['places', service.addresses.length > 0 ? [] : service.places.map((place) => areaIn(reader, place))],
    ['areas', [...new Set(service.areas.map((area) => areaIn(reader, area)))]],
    ['schedules', service.schedules.map((schedule) => hoursIn(reader, schedule))],
    ['languages', [names(service.languages, (code) => nameOfLanguage(language, code))]],
    ['interpretation', [service.interpretation]],
    ['availability', [service.availability === 'unknown' ? null : t(`answer.availability.${service.availability}`)]],
    ['capacity', service.capacity.map((capacity) => capacityIn(reader, capacity))],
    ['wait_time', [service.wait_time]],
    ['eligibility', [service.eligibility]],
    ['how_to_enter', [service.how_to_enter]],
    [
      'admission',
      askedOfAdmission
        .filter((each) => admission[each] !== 'unknown')
        .map((each) => `${t(`answer.admission.${each}`)}: ${t(`answer.said.${admission[each]}`)}`),
    ],
    ['documents', [names(admission.documents, (code) => t(`documents.type.${code}`)), service.required_documents]],
    ['cost', [service.cost === 'unknown' ? null : t(`answer.cost.${service.cost}`), service.fees]],
    [
      'accessibility',
      [names(service.accessibility, (code) => t(`codes.accessibility.${code}`)), service.accessibility_note],
    ],
    ['checked_on', [formatDay(language, service.checked_on)]],
  ]
  return html`<ul>${rows
    .map(([label, values]) => [label, values.filter((value) => value !== null && value !== '')] as const)
    .filter(([, values]) => values.length > 0)
    .map(
      ([label, values]) =>
        html`<li><b>${t(`answer.field.${label}`)}</b><span dir="auto">${values.map((value) => html`<span class="one">${value}</span>`)}</span></li>`,
    )}</ul>`
}

const serviceOf = (reader: Reader, service: ServiceDetail): Html => {
  const { language, t } = reader
  const kinds = formatList(
    language,
    service.kinds.map((code) => t(`codes.service_kinds.${code}`)),
  )
  return html`<details class="way"><summary><span dir="auto">${service.name}</span> <small dir="auto">${service.provider_name} · ${kinds}</small></summary>${
    service.status !== 'active' && html`<p role="note"><b>${t(`answer.status.${service.status}`)}</b></p>`
  }${service.alert && html`<p role="note" dir="auto"><b>${service.alert}</b></p>`}<p dir="auto">${service.description}</p>${factsOf(reader, service)}</details>`
}

const select = (name: string, label: string, any: string, options: [string, string][], chosen: string): Html =>
  html`<div class="ask"><label for="${name}">${label}</label><select id="${name}" name="${name}" autocomplete="off"><option value="">${any}</option>${options.map(
    ([value, said]) => html`<option value="${value}"${value === chosen && html` selected`}>${said}</option>`,
  )}</select></div>`

const byWords = (options: [string, string][], language: string): [string, string][] =>
  options.sort(([, a], [, b]) => a.localeCompare(b, language))

export const directoryView = (
  reader: Reader,
  by: Html,
  { organisation, directory }: DirectoryView,
  typed: Typed,
  places: PlaceNames,
): string => {
  const { language, t } = reader
  const { kinds, provinces } = filtersOf(directory, places)
  const known = (name: string, codes: readonly string[]) => codes.find((code) => code === typed.one(name)) ?? ''
  const [text, kind, province] = [
    typed.one('text').trim().slice(0, 100),
    known('kind', kinds),
    known(
      'province',
      provinces.map(({ code }) => code),
    ),
  ]
  const found = shown(
    directory,
    { ...(text && { text }), ...(kind && { kind }), ...(province && { province }) },
    places,
  )
  const from = found.findIndex(({ id }) => id === typed.one('after')) + 1
  const page = found.slice(from, from + pageSize)
  const last = found.length > from + pageSize ? page.at(-1) : undefined
  const again = html`${by}${hidden('do', 'find')}`
  const none = t('answer.services.any')
  return answerPage(
    reader,
    html`${heading(t('answer.services.heading'))}<p>${t('answer.services.lead', { organisation })}</p><p><small>${t('answer.services.careful')}</small></p>
<section><form method="post" action="/answer" autocomplete="off">${again}<div class="ask"><label for="text">${t('answer.services.text')}</label><input class="number" type="search" id="text" name="text" value="${text}" maxlength="100" autocomplete="off" spellcheck="false" dir="auto"></div>${select(
      'kind',
      t('answer.field.kinds'),
      none,
      byWords(
        kinds.map((code) => [code, t(`codes.service_kinds.${code}`)]),
        language,
      ),
      kind,
    )}${select(
      'province',
      t('answer.services.province'),
      none,
      byWords(
        provinces.map(({ code, name }) => [code, name]),
        language,
      ),
      province,
    )}<p class="go"><button>${t('answer.services.find')}</button></p></form></section>
<p role="status">${t('answer.services.found', { count: found.length })}</p>${page.map((service) => serviceOf(reader, detail(service, directory, places)))}${
      last &&
      html`<form method="post" action="/answer" autocomplete="off">${again}${hidden('text', text)}${hidden('kind', kind)}${hidden('province', province)}${hidden('after', last.id)}<p class="go"><button class="quiet">${t('answer.services.more')}</button></p></form>`
    }`,
  )
}
