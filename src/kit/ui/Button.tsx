// A button says what it will do in the reader's words; while it works it keeps its place and its focus.
import type { ReactNode } from 'react'
import { type ButtonProps, Link, type LinkProps, Button as RawButton } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Icon, type IconName } from './Icon.tsx'

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  kind?: Kind
  icon?: IconName
  small?: boolean
  children?: ReactNode
}

const classOf = (kind: Kind, small: boolean | undefined, bare: boolean) =>
  ['button', `button-${kind}`, small && 'button-small', bare && 'button-bare'].filter(Boolean).join(' ')

export function Button({
  kind = 'secondary',
  icon,
  small,
  busy = false,
  children,
  ...rest
}: Omit<ButtonProps, 'children' | 'className' | 'isPending'> & Look & { busy?: boolean }) {
  // React Aria's own pending state announces a button by its id when the work ends; most are gone by then, and what is
  // announced would have no name.
  const waiting: ButtonProps = busy ? { type: 'button', onPress: () => {} } : {}
  return (
    <RawButton {...rest} {...waiting} className={classOf(kind, small, children === undefined)}>
      {icon && <Icon name={icon} size={small ? 16 : 18} />}
      {children}
      {busy && <span className="button-busy" role="img" aria-label={t('ui.working')} />}
    </RawButton>
  )
}

/** Looks like a button and goes somewhere, so it can be opened in another tab. */
export function LinkButton({
  kind = 'secondary',
  icon,
  small,
  children,
  ...rest
}: Omit<LinkProps, 'children' | 'className'> & Look) {
  return (
    <Link {...rest} className={classOf(kind, small, children === undefined)}>
      {icon && <Icon name={icon} size={small ? 16 : 18} />}
      {children}
    </Link>
  )
}
