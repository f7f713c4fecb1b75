// Names of paths and of their steps.
import { t } from '#language/here.ts'

export const pathName = (path: string): string => t(`plans.path.${path}`)
export const stepName = (path: string, step: string | null): string =>
  step ? t(`plans.path.${path}.${step}`) : t('plans.path.off')
