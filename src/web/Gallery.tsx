// Every part on one page with invented words, to look at them together in each language, light and width.
import { useState } from 'react'
import {
  Badge,
  Button,
  Checkbox,
  Chips,
  Columns,
  ComboBox,
  ConflictDialog,
  DateField,
  EmptyState,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Menu,
  Meter,
  MultiSelect,
  Name,
  Notice,
  NumberScale,
  PageHeader,
  Phone,
  Prose,
  RadioGroup,
  Reference,
  SearchField,
  Section,
  Select,
  Skeleton,
  Stack,
  Table,
  Tabs,
  TextArea,
  TextField,
  Timeline,
  Toolbar,
  toast,
} from '#kit/ui/index.ts'
import { day, daysAway } from '#language/here.ts'
import { words } from './gallery-words.ts'

const options = words.languages.map((label) => ({ id: label.toLowerCase(), label }))
const rows = words.names.map((name, at) => ({
  id: String(at),
  name,
  stage: words.stages[at]!,
  day: `2026-11-0${at + 1}`,
}))
const tones = ['calm', 'neutral', 'good', 'danger', 'warning'] as const

function Questions() {
  const [level, setLevel] = useState<number | null>(3)
  const [spoken, setSpoken] = useState<string[]>(['nepali', 'hindi'])
  return (
    <Form onSubmit={() => toast(words.action, { undo: () => {} })}>
      <TextField label={words.facts[0][0]} description={words.description} isRequired defaultValue={words.names[0]} />
      <NumberScale label={words.section} steps={[...words.steps]} value={level} onChange={setLevel} />
      <Select label={words.facts[2][0]} options={options} width="short" />
      <ComboBox label={words.facts[0][0]} options={options} defaultValue="urdu" />
      <MultiSelect label={words.facts[0][0]} options={options} value={spoken} onChange={setSpoken} />
      <DateField label={words.facts[1][0]} defaultValue="1997-03-21" error={words.description} />
      <RadioGroup label={words.facts[3][0]} defaultValue="nepali" options={options.slice(0, 3)} />
      <TextArea label={words.section} defaultValue={words.story} />
      <Checkbox defaultSelected>{words.description}</Checkbox>
      <FormActions>
        <Button type="submit" kind="primary">
          {words.action}
        </Button>
        <Button kind="quiet">{words.other}</Button>
        <Button kind="danger" icon="delete">
          {words.stages[4]}
        </Button>
        <Button kind="primary" busy>
          {words.action}
        </Button>
      </FormActions>
    </Form>
  )
}

function Looks() {
  const entry = { icon: 'note', when: day('2026-11-19'), at: '2026-11-19', who: words.names[3] } as const
  return (
    <Stack>
      <Section
        title={words.section}
        actions={
          <Button small icon="add">
            {words.action}
          </Button>
        }
      >
        <List>
          {words.goals.map((goal, at) => (
            <ListItem
              key={goal}
              icon={at === 0 ? 'plan' : 'calendar'}
              title={goal}
              detail={daysAway(at * 3 - 2)}
              href="/desk/gallery"
              aside={<Badge tone={tones[at]!}>{words.stages[at]}</Badge>}
            />
          ))}
        </List>
      </Section>
      <Section title={words.lead}>
        <Timeline
          label={words.lead}
          entries={[
            { ...entry, id: 'a', title: words.goals[0], body: <Prose>{words.story}</Prose> },
            { ...entry, id: 'b', icon: 'phone', title: words.goals[1] },
          ]}
        />
      </Section>
    </Stack>
  )
}

function Aside() {
  const [asked, ask] = useState(false)
  return (
    <Stack>
      <Section title={words.stages[0]}>
        <Facts items={words.facts.map(([label, value]) => ({ label, value }))} />
        <Phone number={words.phone} />
        <Reference>{words.receipt}</Reference>
        <p lang="ur" dir="rtl">
          {words.urdu}
          <Phone number={words.phone} />
        </p>
        <Meter label={words.goals[1]} value={3} max={5} text="3/5" />
        <Chips label={words.section} items={[...words.languages]} />
        <Button onPress={() => ask(true)}>{words.other}</Button>
      </Section>
      <Notice>{words.description}</Notice>
      <Notice tone="warning">{words.description}</Notice>
      <Skeleton rows={2} />
      <ConflictDialog
        isOpen={asked}
        onClose={() => ask(false)}
        onResolve={() => ask(false)}
        fields={[{ name: 'goal', label: words.section, mine: words.goals[0], theirs: words.goals[1] }]}
      />
    </Stack>
  )
}

export function Gallery() {
  const [found, find] = useState('')
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        marks={<Badge tone="calm">{words.stages[0]}</Badge>}
        back={{ href: '/desk/gallery', label: words.stages[1] }}
        actions={
          <>
            <Button kind="primary" icon="add">
              {words.action}
            </Button>
            <Menu label={words.other} items={[{ id: 'a', label: words.stages[4], icon: 'lock' }]} />
          </>
        }
      />
      <Tabs
        label={words.title}
        items={[
          { id: 'looks', label: words.stages[0], content: <Columns aside={<Aside />}>{<Looks />}</Columns> },
          { id: 'questions', label: words.section, count: 3, content: <Questions /> },
          {
            id: 'rows',
            label: words.stages[1],
            content: (
              <Stack>
                <Toolbar>
                  <SearchField label={words.section} value={found} onChange={find} />
                  <Select label={words.facts[0][0]} options={options} width="short" />
                </Toolbar>
                <Table
                  label={words.title}
                  items={rows}
                  idOf={(row) => row.id}
                  hrefOf={() => '/desk/gallery'}
                  sort={{ column: 'day', direction: 'descending' }}
                  columns={[
                    { id: 'name', label: words.title, names: true, cell: (row) => <Name>{row.name}</Name> },
                    {
                      id: 'stage',
                      label: words.section,
                      cell: (row) => <Badge tone={tones[Number(row.id)]!}>{row.stage}</Badge>,
                    },
                    { id: 'day', label: words.facts[1][0], sortable: true, align: 'end', cell: (row) => day(row.day) },
                  ]}
                />
                <EmptyState title={words.goals[0]} action={<Button kind="primary">{words.action}</Button>}>
                  <p>{words.description}</p>
                </EmptyState>
              </Stack>
            ),
          },
        ]}
      />
    </>
  )
}
