import type { L1TransactionSender } from '@mvm/l1'
import { PoolDuties } from '../sequencing/PoolDuties.ts'
import type { DacServices } from './DacServices.ts'

/** What this node owes the SequencerPool for a DAC for which it posts. */
export function poolDuties(
  { parts: { deployment, client, seeds }, creation, views, logger }: DacServices,
  sender: L1TransactionSender,
): PoolDuties {
  return new PoolDuties({
    chainId: creation.chainId,
    clock: deployment.epochs,
    source: { client, contracts: deployment.contracts },
    // Who is at work on this epoch records the next one's seed among the first.
    onActive: (epoch) => seeds?.noteActive(epoch),
    ...{ sender, views, logger },
  })
}
