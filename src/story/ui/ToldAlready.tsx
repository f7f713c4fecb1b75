// Before somebody asks: on the sides where one asks, that something was told already, and where it is.
import type { CaseFile } from '#cases/case.ts'
import { useSide } from '#cases/ui/side.ts'
import { useGet } from '#gate/query.ts'
import { Button, Notice } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { cardsOf, isToldOf } from '../telling.rules.ts'
import { readTold } from '../telling.ts'

export function ToldAlready({ file }: { file: CaseFile }) {
  const [, openSide] = useSide()
  const told = useGet(readTold, { case_id: file.case_id })
  const cards = told.data ? cardsOf(told.data.tellings, told.data.wishes).filter((card) => isToldOf(card)) : []
  if (cards.length === 0) return null
  const named = (offer: string) =>
    list(cards.filter((card) => card.offer === offer).map(({ topic }) => t(`story.topic.${topic}`)))
  const spoken = cards.filter(({ tellings }) => tellings.length > 0).length
  const [read, ask, rest] = [named('read'), named('ask_her'), named('let_it_rest')]
  return (
    <Notice>
      {spoken > 0 && <p>{t('story.already', { count: spoken })}</p>}
      {read && <p>{t('story.already_read', { topics: read })}</p>}
      {ask && <p>{t('story.already_ask', { topics: ask })}</p>}
      {rest && <p>{t('story.already_rest', { topics: rest })}</p>}
      <Button small onPress={() => openSide('story')}>
        {t('story.already_go')}
      </Button>
    </Notice>
  )
}
