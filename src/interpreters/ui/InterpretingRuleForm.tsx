// Asks her what matters when somebody interprets: man or woman, how she speaks, who must never hear her, how she is named.
import { Rows } from '#directory/ui/Rows.tsx'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import {
  Button,
  Checkbox,
  ComboBox,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { listBookings } from '../booking.ts'
import { findInterpreters } from '../finding.ts'
import { type InterpretingRule, readInterpretingRule, WantedGender, writeInterpretingRule } from '../rules-of-hers.ts'
import { CommunityFields, noCommunity } from './FormWho.tsx'
import { choices, dialectOptions } from './interpreter-words.ts'
import '#directory/ui/directory.css'

type Set = (change: Partial<InterpretingRule>) => void

function How({ rule, set }: { rule: InterpretingRule; set: Set }) {
  const dialects = dialectOptions(rule.language)
  return (
    <>
      <RadioGroup
        name="rule.gender"
        label={t('interpreting.rule.gender_ask')}
        inline
        options={choices(WantedGender.options, 'interpreting.rule.gender')}
        value={rule.gender}
        onChange={(gender) => set({ gender: gender as WantedGender })}
      />
      <div className="side-by-side">
        <ComboBox
          name="rule.language"
          label={t('interpreting.rule.language')}
          options={languageOptions()}
          value={rule.language}
          onChange={(language) => set({ language, dialect: null })}
        />
        {dialects.length > 0 && (
          <Select
            name="rule.dialect"
            label={t('interpreting.dialect')}
            options={[{ id: 'none', label: t('interpreting.rule.any_dialect') }, ...dialects]}
            value={rule.dialect ?? 'none'}
            onChange={(dialect) => set({ dialect: dialect === 'none' ? null : dialect })}
          />
        )}
      </div>
      <TextField
        name="rule.named_as"
        label={t('interpreting.rule.named_as')}
        description={t('interpreting.rule.named_as_why')}
        maxLength={60}
        value={rule.named_as}
        onChange={(named_as) => set({ named_as })}
      />
    </>
  )
}

function Community({ rule, set }: { rule: InterpretingRule; set: Set }) {
  return (
    <>
      <RadioGroup
        name="rule.small_community"
        label={t('interpreting.rule.small_ask')}
        description={t('interpreting.rule.small_why')}
        inline
        options={choices(['yes', 'no', 'not_asked'], 'interpreting.rule.small')}
        value={rule.small_community}
        onChange={(said) => set({ small_community: said as InterpretingRule['small_community'] })}
      />
      {rule.small_community !== 'no' && (
        <>
          <Checkbox isSelected={rule.community !== null} onChange={(on) => set({ community: on ? noCommunity : null })}>
            {t('interpreting.rule.community_say')}
            <small>{t('interpreting.rule.community_why')}</small>
          </Checkbox>
          {rule.community && (
            <CommunityFields
              of={rule.community}
              set={(change) => set({ community: { ...rule.community!, ...change } })}
              at="rule.community"
            />
          )}
        </>
      )}
    </>
  )
}

function Never({ rule, set }: { rule: InterpretingRule; set: Set }) {
  return (
    <>
      <Rows
        label={t('interpreting.rule.never_person')}
        add={t('interpreting.rule.add_never_person')}
        items={rule.never_people.map((name) => ({ name }))}
        empty={() => ({ name: '' })}
        onChange={(people) => set({ never_people: people.map(({ name }) => name) })}
      >
        {({ name }, change, place) => (
          <TextField
            name={`rule.never_people.${place}`}
            label={t('interpreting.name')}
            isRequired
            maxLength={120}
            value={name}
            onChange={(typed) => change({ name: typed })}
          />
        )}
      </Rows>
      <Rows
        label={t('interpreting.rule.never_community')}
        add={t('interpreting.rule.add_never_community')}
        items={rule.never_communities}
        empty={() => noCommunity}
        onChange={(never_communities) => set({ never_communities })}
      >
        {(community, change, place) => (
          <CommunityFields of={community} set={change} at={`rule.never_communities.${place}`} />
        )}
      </Rows>
    </>
  )
}

interface Props {
  case_id: string
  rule: InterpretingRule
  version: number
  opens_safety: boolean
  onDone: () => void
}

export function InterpretingRuleForm({ case_id, rule: kept, version, opens_safety, onDone }: Props) {
  const [rule, show, clear] = useDraft(`interpreting rule ${case_id}`, kept)
  const set: Set = (change) => show({ ...rule, ...change })
  const save = useWrite(writeInterpretingRule, { invalidates: [readInterpretingRule, findInterpreters, listBookings] })
  const leave = () => {
    clear()
    onDone()
  }
  const submit = () =>
    save.mutate(
      { case_id, version, rule },
      {
        onSuccess: () => {
          toast(t('interpreting.rule.saved'))
          leave()
        },
      },
    )
  return (
    <Section title={t('interpreting.rule.title')} lead={t('interpreting.rule.lead')}>
      <Form problem={save.error} onSubmit={submit}>
        <Notice>{t('interpreting.rule.how_to_ask')}</Notice>
        <How rule={rule} set={set} />
        <Community rule={rule} set={set} />
        {opens_safety ? (
          <Never rule={rule} set={set} />
        ) : (
          <p className="interpreting-quiet">{t('interpreting.rule.safety_closed')}</p>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('interpreting.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
