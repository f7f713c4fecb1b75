// Which ways link and code travel: two, so that nobody who holds one holds both.
import { Notice, RadioGroup } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { CodeBy, LinkBy, type NewLink } from '../link.ts'

export type WaysChosen = Pick<NewLink, 'link_by' | 'code_by'>
export const usualWays: WaysChosen = { link_by: 'email', code_by: 'phone' }

const named = <Way extends string>(ways: readonly Way[]) => ways.map((id) => ({ id, label: t(`links.by.${id}`) }))

export function CodeWay({ value, link_by, onChange }: CodeWayProps) {
  return (
    <RadioGroup
      name="code_by"
      label={t('links.code_by')}
      description={t('links.code_by_why')}
      inline
      options={named(CodeBy.options.filter((each) => (each as string) !== link_by))}
      value={value}
      onChange={(id) => onChange(id as CodeBy)}
    />
  )
}
interface CodeWayProps {
  value: CodeBy
  link_by: LinkBy
  onChange: (way: CodeBy) => void
}

export function Ways({ value, onChange }: { value: WaysChosen; onChange: (ways: WaysChosen) => void }) {
  const take = (link_by: LinkBy) =>
    onChange({ link_by, code_by: (link_by as string) === value.code_by ? 'phone' : value.code_by })
  return (
    <>
      <RadioGroup
        name="link_by"
        label={t('links.link_by')}
        inline
        options={named(LinkBy.options)}
        value={value.link_by}
        onChange={(id) => take(id as LinkBy)}
      />
      <CodeWay value={value.code_by} link_by={value.link_by} onChange={(code_by) => onChange({ ...value, code_by })} />
      <Notice>{t('links.never_together')}</Notice>
    </>
  )
}
