import type { Address } from '@mvm/protocol'
import { DrawnProducers } from '../producing/DrawnProducers.ts'
import { DrawnSchedule } from '../sequencing/DrawnSchedule.ts'
import type { DacServices } from './DacServices.ts'

/** L1 blocks after which a draw counts as settled. */
const SETTLING_BLOCKS = 12
const DEV_SETTLING_BLOCKS = 2

/** Whom L1 draws for a DAC: its sequencers' committees, and its producers. */
export function drawnFor(
  { parts: { configuration, client, deployment }, creation, views, logger }: DacServices,
  self: Address,
  signal: AbortSignal,
): { readonly schedule: DrawnSchedule; readonly assignment: DrawnProducers } {
  const { contracts, rules, epochs: clock } = deployment
  const shared = {
    ...{ chainId: creation.chainId, clock, views, logger },
    source: { client, contracts },
  }
  const isDev = configuration.profile === 'dev'
  return {
    schedule: new DrawnSchedule({
      ...{ ...shared, self, maxOriginAge: rules.maxOriginAge },
      createdAtL1Block: creation.l1BlockNumber,
      settlingBlocks: isDev ? DEV_SETTLING_BLOCKS : SETTLING_BLOCKS,
    }),
    assignment: new DrawnProducers({ ...shared, signal }),
  }
}
