import { setImmediate as nextTurn } from 'node:timers/promises'
import type { L1TransactionSender } from '@mvm/l1'
import { defaultPoolLimits, devPolicies, publicPolicies, SequencerService } from '@mvm/sequencer'
import { SequencerPoolPort } from '../rpc/SequencerPoolPort.ts'
import { SenderCallPort } from '../sequencing/SenderCallPort.ts'
import { StorageAdmissionPort } from '../sequencing/StorageAdmissionPort.ts'
import { StoragePendingPort } from '../sequencing/StoragePendingPort.ts'
import type { DacServices } from './DacServices.ts'
import { poolDuties } from './poolDuties.ts'

/** Sequences a DAC with nobody beside this node, until the signal aborts. */
export async function sequenceAlone(
  dac: DacServices,
  sender: L1TransactionSender,
  signal: AbortSignal,
): Promise<void> {
  const { parts, creation, unit } = dac
  const { configuration, deployment, watch } = parts
  const { chainId } = creation
  const duties = poolDuties(dac, sender)
  const policies = configuration.profile === 'dev' ? devPolicies : publicPolicies
  const admission = new StorageAdmissionPort(unit, dac.states)
  const service = new SequencerService({
    chainId,
    chain: dac.chain,
    admission: {
      examine: async (raw) => {
        // What it is to be built on is L1 as it is now.
        if (watch.rouse(chainId)) await nextTurn()
        return admission.examine(raw)
      },
    },
    pending: new StoragePendingPort(unit),
    l1: dac.views,
    calls: new SenderCallPort(sender, deployment.contracts, duties),
    clock: parts.clock,
    rules: deployment.rules,
    poolLimits: defaultPoolLimits,
    ...policies,
    onEvent: dac.onEvent,
  })
  dac.setMayRest(() => service.isIdle)
  const isSealedOnArrival = policies.sealing.sealIntervalMs === 0
  dac.setPool(new SequencerPoolPort(service, isSealedOnArrival ? dac.sealed : undefined))
  await service.run(signal)
}
