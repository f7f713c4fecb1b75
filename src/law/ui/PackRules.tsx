// One pack, rule by rule and track by track, to be searched, read and signed.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { EmptyState, Loaded, PageHeader, SearchField, Section, Select, Stack, Toolbar } from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { type PackRule, readPack } from '../pack.ts'
import { type PackId, tracks } from '../rule.ts'
import { choicesOf, packName, ruleWords, titleOf, trackName } from './law-words.ts'
import { ReviewDialog } from './ReviewDialog.tsx'
import { RuleCard } from './RuleCard.tsx'
import './packs.css'

const shows = ['all', 'unreviewed', 'verify', 'doubted'] as const
type Show = (typeof shows)[number]

const fits: Record<Show, (rule: PackRule) => boolean> = {
  all: () => true,
  unreviewed: ({ review }) => review.standing !== 'reviewed',
  verify: ({ verify }) => verify,
  doubted: ({ review }) => review.standing === 'wrong' || review.standing === 'look_again',
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const saysIt = (rule: PackRule, asked: string): boolean => {
  const said = [rule.id, titleOf(rule.id), ruleWords(rule.id, 'means') ?? '', rule.article]
  return plain(said.join(' ')).includes(plain(asked.trim()))
}

const keyOf = ({ id, valid_from }: PackRule): string => `${id} ${valid_from}`

interface Props {
  pack_id: PackId
  rules: PackRule[]
  may_review: boolean
}

function Rules({ pack_id, rules, may_review }: Props) {
  const [show, setShow] = useState<Show>('all')
  const [asked, setAsked] = useState('')
  const [reviewed, setReviewed] = useState<string | null>(null)
  const [name, setName] = useState('')
  const found = rules.filter((rule) => fits[show](rule) && saysIt(rule, asked))
  const open = rules.find((rule) => keyOf(rule) === reviewed)
  return (
    <Stack>
      <Toolbar>
        <SearchField label={t('law.pack.search')} value={asked} onChange={setAsked} />
        <Select
          label={t('law.pack.show')}
          options={choicesOf(shows, (id) => t(`law.pack.show.${id}`))}
          value={show}
          onChange={(id) => setShow(id as Show)}
        />
      </Toolbar>
      <p className="pack-quiet" role="status">
        {t('law.pack.rules', { count: found.length })}
      </p>
      {found.length === 0 && <EmptyState icon="search" title={t('law.pack.nothing')} />}
      {tracks.map((track) => {
        const own = found.filter((rule) => rule.track === track)
        return own.length === 0 ? null : (
          <Section key={track} plain title={`${trackName(track)} · ${number(own.length)}`}>
            <ul className="rule-cards">
              {own.map((rule) => (
                <RuleCard
                  key={keyOf(rule)}
                  rule={rule}
                  onReview={may_review ? () => setReviewed(keyOf(rule)) : undefined}
                />
              ))}
            </ul>
          </Section>
        )
      })}
      {open && (
        <ReviewDialog pack_id={pack_id} rule={open} name={name} onName={setName} onClose={() => setReviewed(null)} />
      )}
    </Stack>
  )
}

export function PackRules() {
  const { pack_id } = useParams({ strict: false }) as { pack_id: PackId }
  const found = useGet(readPack, { pack_id })
  return (
    <Stack>
      <PageHeader
        title={packName(pack_id)}
        lead={t('law.pack.lead')}
        back={{ href: '/desk/law/packs', label: t('law.pack.all') }}
      />
      <Loaded of={found}>
        {({ rules, may_review }) => <Rules pack_id={pack_id} rules={rules} may_review={may_review} />}
      </Loaded>
    </Stack>
  )
}
