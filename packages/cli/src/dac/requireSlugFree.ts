import type { Dac } from '@mvm/l1'
import { PreconditionError } from '../error/PreconditionError.ts'

/** Throws {@link PreconditionError} when a DAC has the slug already. */
export function requireSlugFree(existing: Dac | null, slug: string): void {
  if (existing === null) return
  const { chainId, creator } = existing
  throw new PreconditionError({
    code: 'SLUG_UNAVAILABLE',
    problem: `the slug "${slug}" is taken by the DAC with chainID ${chainId}, created by ${creator}`,
    remedy: 'Choose another with --slug <slug>.',
  })
}
