// The tables of HSDS 3.0 as they travel in a package, and how they hang together: names of the published standard
// (openreferral.org, version 3.0). A row keeps whatever else stands in it.

export type Row = Record<string, unknown>

/** By table: its file, then its columns in order; `#` marks a number. */
const described = {
  organization: [
    'organizations',
    'id name alternate_name description email website tax_status tax_id year_incorporated# legal_status logo uri parent_organization_id',
  ],
  program: ['programs', 'id organization_id name alternate_name description'],
  service: [
    'services',
    'id organization_id program_id name alternate_name description url email status interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age# maximum_age# assured_date assurer_email licenses alert last_modified',
  ],
  attribute: ['attributes', 'id link_id taxonomy_term_id link_type link_entity value'],
  service_at_location: ['service_at_location', 'id service_id location_id description'],
  location: [
    'locations',
    'id location_type url organization_id name alternate_name description transportation latitude# longitude# external_identifier external_identifier_type',
  ],
  phone: [
    'phones',
    'id location_id service_id organization_id contact_id service_at_location_id number extension# type description',
  ],
  contact: ['contacts', 'id organization_id service_id service_at_location_id location_id name title department email'],
  address: [
    'addresses',
    'id location_id attention address_1 address_2 city region state_province postal_code country address_type',
  ],
  schedule: [
    'schedules',
    'id service_id location_id service_at_location_id valid_from valid_to dtstart timezone# until count# wkst freq interval# byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes',
  ],
  funding: ['funding', 'id organization_id service_id source'],
  service_area: ['service_areas', 'id service_id name description extent extent_type uri'],
  required_document: ['required_documents', 'id service_id document uri'],
  language: ['languages', 'id service_id location_id phone_id name code note'],
  accessibility: ['accessibility', 'id location_id description details url'],
  taxonomy_term: ['taxonomy_terms', 'id code name description parent_id taxonomy language taxonomy_id term_uri'],
  metadata: [
    'metadata',
    'id resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value updated_by',
  ],
  meta_table_description: ['meta_table_descriptions', 'id name language character_set'],
  cost_option: ['cost_options', 'id service_id valid_from valid_to option currency amount# amount_description'],
  organization_identifier: [
    'organization_identifiers',
    'id organization_id identifier_scheme identifier_type identifier',
  ],
  taxonomy: ['taxonomies', 'id name description uri version'],
} as const satisfies Record<string, readonly [file: string, columns: string]>

export type TableName = keyof typeof described
export const tableNames = Object.keys(described) as TableName[]

export interface Column {
  name: string
  type: 'string' | 'number'
}

export interface TableShape {
  file: string
  columns: Column[]
  numbers: Set<string>
}

const shapeOf = ([file, words]: readonly [string, string]): TableShape => {
  const columns = words
    .split(' ')
    .map((word): Column => ({ name: word.replace('#', ''), type: word.endsWith('#') ? 'number' : 'string' }))
  const numbers = columns.filter(({ type }) => type === 'number').map(({ name }) => name)
  return { file, columns, numbers: new Set(numbers) }
}

export const tableShapes = Object.fromEntries(tableNames.map((name) => [name, shapeOf(described[name])])) as Record<
  TableName,
  TableShape
>

/** A package as its tables. */
export type Tables = Record<TableName, Row[]>
export const noTables = (): Tables =>
  Object.fromEntries(tableNames.map((name) => [name, [] as Row[]])) as unknown as Tables

/** Lists inside a record: the property, and the table its rows belong to. */
export const listsOf: Partial<Record<TableName, Record<string, TableName>>> = {
  organization: {
    funding: 'funding',
    contacts: 'contact',
    phones: 'phone',
    locations: 'location',
    programs: 'program',
    organization_identifiers: 'organization_identifier',
    services: 'service',
  },
  service: {
    phones: 'phone',
    schedules: 'schedule',
    service_areas: 'service_area',
    service_at_locations: 'service_at_location',
    languages: 'language',
    funding: 'funding',
    cost_options: 'cost_option',
    required_documents: 'required_document',
    contacts: 'contact',
  },
  service_at_location: { contacts: 'contact', phones: 'phone', schedules: 'schedule' },
  location: {
    languages: 'language',
    addresses: 'address',
    contacts: 'contact',
    accessibility: 'accessibility',
    phones: 'phone',
    schedules: 'schedule',
  },
  phone: { languages: 'language' },
  contact: { phones: 'phone' },
}

/** Records named inside another: the property, its table, and the column that names it in a table. */
export const namedIn: Partial<Record<TableName, [property: string, table: TableName, column: string][]>> = {
  service: [
    ['organization', 'organization', 'organization_id'],
    ['program', 'program', 'program_id'],
  ],
  service_at_location: [
    ['location', 'location', 'location_id'],
    ['service', 'service', 'service_id'],
  ],
  attribute: [['taxonomy_term', 'taxonomy_term', 'taxonomy_term_id']],
  taxonomy_term: [['taxonomy_detail', 'taxonomy', 'taxonomy_id']],
}

/** What hangs on any record: by which columns a row names the record it hangs on, and of which kind that is. */
export const hangsOn = {
  attributes: { table: 'attribute', id: 'link_id', entity: 'link_entity' },
  metadata: { table: 'metadata', id: 'resource_id', entity: 'resource_type' },
} as const

/** Every column that names a row of another table, or of any. */
export const naming: [column: string, table: TableName | null][] = [
  ['organization_id', 'organization'],
  ['service_id', 'service'],
  ['location_id', 'location'],
  ['service_at_location_id', 'service_at_location'],
  ['contact_id', 'contact'],
  ['phone_id', 'phone'],
  ['link_id', null],
  ['resource_id', null],
]
