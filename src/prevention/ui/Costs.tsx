// What a training cost and which line of a grant pays it. Sums and no names.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Section,
  Select,
  Stack,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { centsOf, money, typedOf } from '#language/sums.ts'
import {
  type CostKind,
  costKinds,
  keepCosts,
  listTrainings,
  readCosts,
  readTraining,
  type Training,
} from '../training.ts'
import { choices } from './prevention-words.ts'

interface Row {
  item_id: string
  kind: CostKind
  sum: string
  words: string
}

interface RowProps {
  row: Row
  set: (to: Partial<Row>) => void
  remove: () => void
}

function RowFields({ row, set, remove }: RowProps) {
  const wrong = row.sum !== '' && centsOf(row.sum) === null
  return (
    <div className="training-cost">
      <Select
        label={t('prevention.costs.kind')}
        options={choices(costKinds, 'prevention.cost')}
        value={row.kind}
        onChange={(kind) => set({ kind: kind as CostKind })}
      />
      <TextField
        ltr
        inputMode="decimal"
        isRequired
        label={t('prevention.costs.sum')}
        value={row.sum}
        onChange={(sum) => set({ sum })}
        {...(wrong && { error: t('prevention.costs.wrong_sum') })}
      />
      <TextField label={t('prevention.costs.words')} value={row.words} onChange={(words) => set({ words })} />
      <Button kind="quiet" icon="delete" aria-label={t('prevention.costs.remove')} onPress={remove} />
    </div>
  )
}

function Counted({ of }: { of: Training }) {
  const total = of.costs.reduce((sum, { cents }) => sum + cents, 0)
  return (
    <>
      <List label={t('prevention.page.costs')}>
        {of.costs.map(({ item_id, kind, cents, words }) => (
          <ListItem
            key={item_id}
            title={t(`prevention.cost.${kind}`)}
            detail={words && <bdi>{words}</bdi>}
            aside={money(cents, of.currency)}
          />
        ))}
      </List>
      <Facts
        items={[
          { label: t('prevention.costs.grant'), value: of.grant_line || t('prevention.costs.no_line') },
          { label: t('prevention.costs.total'), value: money(total, of.currency) },
        ]}
      />
    </>
  )
}

function Counting({ of }: { of: Training }) {
  const [grant_line, setGrant] = useState(of.grant_line)
  const [rows, setRows] = useState<Row[]>(
    of.costs.map(({ item_id, kind, cents, words }) => ({ item_id, kind, sum: typedOf(cents), words })),
  )
  const save = useWrite(keepCosts, { invalidates: [readTraining, listTrainings, readCosts] })
  const total = rows.reduce((sum, row) => sum + (centsOf(row.sum) ?? 0), 0)
  const submit = () => {
    if (rows.some((row) => centsOf(row.sum) === null)) return
    const { training_id, version, currency } = of
    const costs = rows.map(({ item_id, kind, sum, words }) => ({ item_id, kind, cents: centsOf(sum) ?? 0, words }))
    save.mutate(
      { training_id, version, currency, grant_line, costs },
      { onSuccess: () => toast(t('prevention.costs.saved')) },
    )
  }
  return (
    <Form problem={save.error} onSubmit={submit}>
      <Stack>
        {rows.length === 0 && <p>{t('prevention.costs.none')}</p>}
        {rows.map((row, place) => (
          <RowFields
            key={row.item_id}
            row={row}
            set={(to) => setRows(rows.map((each, at) => (at === place ? { ...each, ...to } : each)))}
            remove={() => setRows(rows.filter((_, at) => at !== place))}
          />
        ))}
        <div>
          <Button
            small
            icon="add"
            onPress={() => setRows([...rows, { item_id: newId(), kind: 'trainer', sum: '', words: '' }])}
          >
            {t('prevention.costs.add')}
          </Button>
        </div>
        <TextField name="grant_line" label={t('prevention.costs.grant')} value={grant_line} onChange={setGrant} />
        <Facts items={[{ label: t('prevention.costs.total'), value: money(total, of.currency) }]} />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('prevention.costs.save')}
          </Button>
        </FormActions>
      </Stack>
    </Form>
  )
}

export function Costs({ of }: { of: Training }) {
  return (
    <Section title={t('prevention.page.costs')} lead={t('prevention.costs.lead')}>
      {of.status === 'closed' ? <Counted of={of} /> : <Counting of={of} />}
    </Section>
  )
}
