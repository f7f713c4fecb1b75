// Whom to invite: only partners the person let in, each with the sections it will see, and whether the others may know.
import type { CaseFile } from '#cases/case.ts'
import { Checkbox, Notice } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import type { Guest } from '../conference.ts'

export interface Invited {
  organisation_id: string
  consent_id: string
  named: boolean
}

interface Props {
  guests: Guest[]
  /** Already invited, though their consent may be over meanwhile. */
  before?: { organisation_id: string; consent_id: string; name: string; sections: Guest['sections'] }[]
  value: Invited[]
  onChange: (value: Invited[]) => void
}

export const sectionNames = (sections: CaseFile['sections']): string =>
  list(sections.map((each) => t(`access.section.${each}`)))

export function AgencyFields({ guests, before = [], value, onChange }: Props) {
  const known = [...guests, ...before.filter((each) => !guests.some((one) => one.consent_id === each.consent_id))]
  const find = (consent_id: string) => value.find((each) => each.consent_id === consent_id)
  if (known.length === 0) return <Notice>{t('conferences.no_guests')}</Notice>
  return (
    <fieldset className="field field-full">
      <legend className="label">{t('conferences.agencies')}</legend>
      <p className="conference-quiet">{t('conferences.agencies_why')}</p>
      {known.map(({ organisation_id, consent_id, name, sections }) => (
        <div key={consent_id} className="conference-item">
          <Checkbox
            isSelected={find(consent_id) !== undefined}
            onChange={(on) =>
              onChange(
                on
                  ? [...value, { organisation_id, consent_id, named: false }]
                  : value.filter((each) => each.consent_id !== consent_id),
              )
            }
          >
            <bdi dir="auto">{name}</bdi>
            <small>{t('conferences.sees', { sections: sectionNames(sections) })}</small>
          </Checkbox>
          {find(consent_id) && (
            <Checkbox
              isSelected={find(consent_id)!.named}
              onChange={(named) =>
                onChange(value.map((each) => (each.consent_id === consent_id ? { ...each, named } : each)))
              }
            >
              {t('conferences.may_be_named')}
            </Checkbox>
          )}
        </div>
      ))}
    </fieldset>
  )
}
