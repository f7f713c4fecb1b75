// A small set of line icons drawn for this desk; none carries meaning alone, so they are hidden from screen readers.
import { paths } from './icons.ts'

export type IconName = keyof typeof paths

/** Arrows and anything that points forward turn round where reading runs from the right. */
const turning: IconName[] = ['forward', 'back', 'referral', 'sign_out']

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={turning.includes(name) ? 'icon icon-turning' : 'icon'}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
