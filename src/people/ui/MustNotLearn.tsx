// Shown where something is about to leave: of those around the person whom this reader may see, who must not learn
// where the person is. The worst first.
import { useGet } from '#gate/query.ts'
import { Notice } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { worstFirst } from '../related.rules.ts'
import { listRelated } from '../related.ts'
import { nameWords } from './related-words.ts'

export function MustNotLearn({ case_id }: { case_id: string }) {
  const { data } = useGet(listRelated, { case_id }, { staleMs: 0 })
  const told = data ? worstFirst(data) : []
  if (told.length === 0) return null
  return (
    <Notice tone="warning">
      <strong>{t('person.must_not_title')}</strong>
      <p>{t('person.must_not_lead')}</p>
      <ul>
        {told.map(({ related_id, person, because }) => (
          <li key={related_id}>
            <bdi dir="auto">{nameWords(person)}</bdi> · {t(`person.must_not.${because}`)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
