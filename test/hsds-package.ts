// An invented package of HSDS 3.0 for tests of the exchange.

import { noTables, type Row, type TableName, type Tables } from '#exchange/hsds-tables.ts'
import { namedId } from '#kit/named-id.ts'

/** A package whose rows hang together, every table of the standard used; another name gives another one. */
export const linkedPackage = (of = 'linked'): Tables => {
  const id = (name: string) => namedId(of, name)
  const tables = noTables()
  const put = (table: TableName, name: string, fields: Row) => tables[table].push({ id: id(name), ...fields })
  put('organization', 'o', { name: 'One', description: 'One.', tax_id: 'X-1', year_incorporated: 1999 })
  put('program', 'p', { organization_id: id('o'), name: 'Programme', description: 'x' })
  put('service', 's', {
    organization_id: id('o'),
    program_id: id('p'),
    name: 'Advice',
    status: 'active',
    licenses: 'L',
    fees: 'old',
  })
  put('location', 'l', { organization_id: id('o'), location_type: 'physical', latitude: -3.5, longitude: 40.25 })
  put('service_at_location', 'sal', { service_id: id('s'), location_id: id('l'), description: 'second floor' })
  put('address', 'a', {
    location_id: id('l'),
    address_1: 'Calle 1',
    city: 'Granada',
    state_province: 'Granada',
    postal_code: '18001',
    country: 'ES',
    address_type: 'physical',
  })
  put('contact', 'c', { service_id: id('s'), name: 'Reception' })
  put('phone', 'f', { contact_id: id('c'), number: '+34 600 000 000', extension: 12 })
  put('phone', 'f2', { service_at_location_id: id('sal'), number: '600 000 001' })
  put('language', 'g', { phone_id: id('f'), code: 'es', name: 'Spanish' })
  put('schedule', 'h', { location_id: id('l'), freq: 'WEEKLY', byday: 'MO', timezone: 1, opens_at: '09:00' })
  put('funding', 'm', { service_id: id('s'), source: 'Town' })
  put('service_area', 'z', { service_id: id('s'), extent: 'Granada', extent_type: 'province' })
  put('required_document', 'd', { service_id: id('s'), document: 'Passport', uri: 'https://example.org/d' })
  put('cost_option', 'k', { service_id: id('s'), option: 'Course', amount: 12.5, currency: 'EUR' })
  put('accessibility', 'b', { location_id: id('l'), description: 'Ramp' })
  put('organization_identifier', 'i', { organization_id: id('o'), identifier_type: 'cif', identifier: 'G1' })
  put('taxonomy', 't', { name: 'T', description: 'T' })
  put('taxonomy_term', 'w', { taxonomy_id: id('t'), code: 'juridico', name: 'Legal', description: 'Legal' })
  put('attribute', 'n', { link_id: id('s'), link_entity: 'service', taxonomy_term_id: id('w'), value: 'juridico' })
  put('metadata', 'y', {
    resource_id: id('f'),
    resource_type: 'phone',
    last_action_date: '2026-01-01',
    last_action_type: 'update',
    field_name: 'number',
    previous_value: '1',
    replacement_value: '2',
    updated_by: 'x',
  })
  put('meta_table_description', 'q', { name: 'phone', language: 'en', character_set: 'utf-8' })
  return tables
}
