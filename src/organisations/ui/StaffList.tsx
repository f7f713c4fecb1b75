// The people of the organisation, or of a partner: who they are here, invited, changed, gone.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, Loaded, Menu, type MenuAction, Name, Stack, Table, Toolbar } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { listStaff, type StaffMember } from '../staff.ts'
import { StaffDialog, type StaffTask } from './StaffDialog.tsx'
import { roleName } from './words.ts'

export interface Place {
  organisation_id: string
  kind: 'own' | 'partner'
}

export function StaffList({ of }: { of?: Place }) {
  const { actor, may } = useSession()
  const kind = actor.organisation_kind
  const place: Place = of ?? { organisation_id: actor.organisation_id, kind }
  const staff = useGet(listStaff, { organisation_id: place.organisation_id })
  const [task, setTask] = useState<StaffTask | null>(null)
  const manages = may['staff.manage'] === true
  const columns = [
    { id: 'name', label: t('organisations.name'), cell: (who: StaffMember) => <Name>{who.name}</Name>, names: true },
    { id: 'roles', label: t('organisations.roles'), cell: (who: StaffMember) => list(who.roles.map(roleName)) },
    { id: 'office', label: t('organisations.office'), cell: (who: StaffMember) => <Name>{who.office_name}</Name> },
    { id: 'status', label: t('organisations.status'), cell: (who: StaffMember) => <Status who={who} /> },
  ]
  const actions = {
    id: 'actions',
    label: t('organisations.actions'),
    align: 'end' as const,
    cell: (who: StaffMember) =>
      who.staff_id === actor.staff_id ? null : (
        <Menu label={t('organisations.actions_for', { name: who.name })} items={actionsFor(who, setTask)} />
      ),
  }
  return (
    <Stack>
      {manages && (
        <Toolbar>
          <Button kind="primary" icon="add" onPress={() => setTask({ kind: 'invite' })}>
            {t('organisations.invite')}
          </Button>
        </Toolbar>
      )}
      <Loaded of={staff}>
        {(data) => (
          <Table
            label={t('organisations.tab.people')}
            items={data.staff}
            idOf={(who) => who.staff_id}
            columns={manages ? [...columns, actions] : columns}
          />
        )}
      </Loaded>
      {task && <StaffDialog task={task} place={place} onClose={() => setTask(null)} />}
    </Stack>
  )
}

const actionsFor = (who: StaffMember, choose: (task: StaffTask) => void): MenuAction[] => {
  const link: MenuAction = {
    id: 'link',
    label: t(who.status === 'left' ? 'organisations.invite_again' : 'organisations.new_link'),
    onAction: () => choose({ kind: 'link', who }),
  }
  if (who.status === 'left') return [link]
  return [
    { id: 'change', label: t('organisations.change'), icon: 'edit', onAction: () => choose({ kind: 'change', who }) },
    link,
    { id: 'leave', label: t('organisations.leave'), danger: true, onAction: () => choose({ kind: 'leave', who }) },
  ]
}

function Status({ who }: { who: StaffMember }) {
  if (who.status === 'active') return <Badge tone="good">{t('organisations.status.active')}</Badge>
  if (who.status === 'left') return <Badge>{t('organisations.status.left')}</Badge>
  const until = who.invited_until?.slice(0, 10)
  return (
    <Badge tone="warning">
      {until ? t('organisations.status.invited_until', { day: day(until) }) : t('organisations.status.invited')}
    </Badge>
  )
}
