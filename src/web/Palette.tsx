// Finds a page, an action or a person by alias from anywhere, without leaving the keyboard.
import { useEffect, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { findPeople } from '#cases/ui/find-people.ts'
import { useSessionIfAny } from '#gate/session.ts'
import { t } from '#kit/say.ts'
import { Icon, type IconName } from '#kit/ui/Icon.tsx'
import type { Place } from './navigation.ts'
import { signOut } from './sign-out.ts'

interface Found {
  id: string
  label: string
  detail?: string
  icon: IconName
  href?: string
  run?: () => void
}

const pauseMs = 200

/** People come from the server, which shows only those this actor may find. */
const usePeople = (words: string, may: boolean): Found[] => {
  const [people, setPeople] = useState<Found[]>([])
  useEffect(() => {
    if (!may || words.trim().length < 2) {
      setPeople([])
      return
    }
    let current = true
    const timer = setTimeout(() => {
      findPeople(words.trim()).then(
        (found) => {
          if (current) setPeople(found.map((each) => ({ ...each, id: each.href, icon: 'person' })))
        },
        () => current && setPeople([]),
      )
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [words, may])
  return people
}

function Group({ title, items }: { title: string; items: Found[] }) {
  if (items.length === 0) return null
  return (
    <MenuSection className="menu-section">
      <Header className="menu-head">{title}</Header>
      {items.map(({ id, label, detail, icon, href, run }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={label}
          className="option"
          {...(href ? { href } : {})}
          {...(run ? { onAction: run } : {})}
        >
          <Icon name={icon} size={18} />
          <span dir="auto">{label}</span>
          {detail && <small dir="auto">{detail}</small>}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

export default function Palette({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const session = useSessionIfAny()
  const [words, setWords] = useState('')
  const { contains } = useFilter({ sensitivity: 'base' })
  const fits = ({ label }: Found) => words.trim() === '' || contains(label, words.trim())
  const people = usePeople(words, session?.may['case.search'] === true)
  const pages = places.map(({ id, href, icon }): Found => ({ id, href, icon, label: t(`shell.places.${id}`) }))
  const emergency =
    (session?.may['case.find_by_reference'] && t('shell.emergency')) ||
    (session?.may['break_glass.review'] && t('break_glass.list'))
  const actions: Found[] = [
    ...(session?.may['case.create']
      ? [{ id: 'new-case', icon: 'add' as const, label: t('shell.new_case'), href: '/desk/people/new' }]
      : []),
    ...(session
      ? [{ id: 'asked-about', icon: 'shield' as const, label: t('team.asked.title'), href: '/desk/asked-about' }]
      : []),
    ...(session?.may['detection.read']
      ? [{ id: 'signs', icon: 'search' as const, label: t('shell.signs'), href: '/desk/signs' }]
      : []),
    ...(session?.may['screening.ask']
      ? [{ id: 'screening', icon: 'heart' as const, label: t('shell.screening'), href: '/desk/screening' }]
      : []),
    ...(session?.may['interpreters.book']
      ? [
          {
            id: 'find-interpreter',
            icon: 'phone' as const,
            label: t('interpreting.find'),
            href: '/desk/interpreters/find',
          },
        ]
      : []),
    ...(session?.may['phrases.read']
      ? [{ id: 'phrases', icon: 'language' as const, label: t('shell.phrases'), href: '/desk/phrases' }]
      : []),
    ...(session?.may['interpreters.pay']
      ? [
          {
            id: 'interpreter-pay',
            icon: 'file' as const,
            label: t('shell.interpreter_pay'),
            href: '/desk/interpreters/pay',
          },
        ]
      : []),
    ...(session?.may['hand_over.answer']
      ? [{ id: 'hand-overs', icon: 'referral' as const, label: t('team.hand_overs.title'), href: '/desk/hand-overs' }]
      : []),
    ...(session?.may['caseload.read']
      ? [{ id: 'caseload', icon: 'insight' as const, label: t('team.caseload.title'), href: '/desk/caseload' }]
      : []),
    ...(session?.may['staff_care.own']
      ? [{ id: 'staff-care', icon: 'sun' as const, label: t('staff_care.title'), href: '/desk/staff-care' }]
      : []),
    ...(session?.may['access.review']
      ? [{ id: 'access-review', icon: 'lock' as const, label: t('team.review.title'), href: '/desk/access-review' }]
      : []),
    ...(emergency ? [{ id: 'emergency', icon: 'warning' as const, label: emergency, href: '/desk/break-glass' }] : []),
    ...(session
      ? [{ id: 'leave', icon: 'sign_out' as const, label: t('shell.sign_out'), run: () => void signOut() }]
      : []),
  ]
  return (
    <ModalOverlay className="overlay overlay-top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog aria-label={t('shell.find')} className="palette-inside">
          <Autocomplete inputValue={words} onInputChange={setWords}>
            <SearchField className="palette-field" autoFocus>
              <Label className="visually-hidden">{t('shell.find')}</Label>
              <Icon name="search" />
              <Input dir="auto" placeholder={t('shell.find_hint')} />
            </SearchField>
            <Menu
              className="options palette-options"
              aria-label={t('shell.find')}
              onClose={onClose}
              renderEmptyState={() => <span className="options-empty">{t('ui.nothing_found')}</span>}
            >
              <Group title={t('shell.group.people')} items={people} />
              <Group title={t('shell.group.pages')} items={pages.filter(fits)} />
              <Group title={t('shell.group.actions')} items={actions.filter(fits)} />
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
