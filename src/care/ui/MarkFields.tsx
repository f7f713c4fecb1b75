// One mark on the body chart: where it is for whoever does not point, what it is, how big and how old, what is seen and
// what the person tells of it.

import { readDocuments } from '#documents/document.ts'
import { useGet } from '#gate/query.ts'
import { Button, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import { type BodySide, placeOf, type Region, regionOf, regionsOf } from '../figure.rules.ts'
import { type Figure, FigureSide, InjuryAge, type InjuryMark } from '../injury.ts'
import { careLists, consistency } from '../lists.ts'
import { choices, fromNone, orNone } from './writing.ts'

export const newMark: InjuryMark = {
  ...{ side: 'front', x: 500, y: 400, kind: 'bruise', length: null, width: null, age: 'not_known' },
  ...{ seen: '', told: '', consistency: null, photo_id: null },
}

/** Each degree with what it means, and none at all. */
export const consistencyChoices = () => [
  { id: 'none', label: t('care.consistency.none') },
  ...consistency.codes.map(({ code }) => ({
    id: code,
    label: t(`care.consistency.${code}`),
    description: t(`care.consistency.${code}.is`),
  })),
]

interface Props {
  case_id: string
  figure: Figure
  mark: InjuryMark
  number: number
  photos: boolean
  onChange: (change: Partial<InjuryMark>) => void
  onRemove: () => void
}

const hands: readonly BodySide[] = ['left', 'right', 'middle']
const size = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const shown = (value: number | null): string => (value === null ? '' : String(value))

function Photo({ case_id, mark, onChange }: Pick<Props, 'case_id' | 'mark' | 'onChange'>) {
  const { data } = useGet(readDocuments, { case_id })
  const papers = (data?.documents ?? []).filter(({ section }) => section === 'health')
  const nameOf = (type: string) => (hasText(`codes.document_types.${type}`) ? t(`codes.document_types.${type}`) : type)
  return (
    <Select
      label={t('care.injury.photo')}
      description={t('care.injury.photo_why')}
      options={[
        { id: 'none', label: t('care.injury.photo_none') },
        ...papers.map(({ document_id, type, issued_on, added_at }) => ({
          id: document_id,
          label: `${nameOf(type)} · ${issued_on ?? added_at.slice(0, 10)}`,
        })),
      ]}
      value={orNone(mark.photo_id)}
      onChange={(next) => onChange({ photo_id: fromNone(next) })}
    />
  )
}

export function MarkFields({ case_id, figure, mark, number, photos, onChange, onRemove }: Props) {
  const at = regionOf(figure, mark)
  const move = (side: FigureSide, region: Region, hand: BodySide) =>
    onChange({ side, ...placeOf(figure, side, region, hand) })
  const field = (name: string) => `says.marks.${number - 1}.${name}`
  return (
    <fieldset className="care-mark-fields">
      <legend>{t('care.injury.mark', { number })}</legend>
      <div className="care-clock">
        <RadioGroup
          label={t('care.body.seen_from')}
          inline
          options={choices(FigureSide.options, 'care.body')}
          value={mark.side}
          onChange={(side) => move(side as FigureSide, regionsOf(side as FigureSide)[0]!, at.side)}
        />
        <Select
          label={t('care.body.part')}
          options={choices(regionsOf(mark.side), 'care.body.region')}
          value={at.region}
          onChange={(region) => move(mark.side, region as Region, at.side)}
        />
        <Select
          label={t('care.body.hand')}
          description={t('care.body.hand_why')}
          options={choices(hands, 'care.body')}
          value={at.side}
          onChange={(hand) => move(mark.side, at.region, hand as BodySide)}
        />
      </div>
      <div className="care-clock">
        <Select
          label={t('care.injury.kind')}
          options={choices(
            careLists.injury_kinds.map(({ code }) => code),
            'care.injury.kind',
          )}
          value={mark.kind}
          onChange={(kind) => onChange({ kind: kind ?? 'other' })}
        />
        <Select
          label={t('care.injury.age')}
          options={choices(InjuryAge.options, 'care.injury.age')}
          value={mark.age}
          onChange={(age) => onChange({ age: age as InjuryMark['age'] })}
        />
        <TextField
          name={field('length')}
          label={t('care.injury.length')}
          type="number"
          width="short"
          value={shown(mark.length)}
          onChange={(text) => onChange({ length: size(text) })}
        />
        <TextField
          name={field('width')}
          label={t('care.injury.width')}
          type="number"
          width="short"
          value={shown(mark.width)}
          onChange={(text) => onChange({ width: size(text) })}
        />
      </div>
      <TextArea
        name={field('seen')}
        label={t('care.injury.seen')}
        rows={2}
        value={mark.seen}
        onChange={(seen) => onChange({ seen })}
      />
      <TextArea
        name={field('told')}
        label={t('care.injury.told')}
        description={t('care.injury.told_why')}
        rows={2}
        value={mark.told}
        onChange={(told) => onChange({ told })}
      />
      <Select
        label={t('care.injury.consistency')}
        options={consistencyChoices()}
        value={orNone(mark.consistency)}
        onChange={(next) => onChange({ consistency: fromNone(next) })}
      />
      {photos && <Photo case_id={case_id} mark={mark} onChange={onChange} />}
      <div>
        <Button small kind="quiet" icon="delete" onPress={onRemove}>
          {t('care.injury.remove_mark', { number })}
        </Button>
      </div>
    </fieldset>
  )
}
