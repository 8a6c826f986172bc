import {
  defaultPoolLimits,
  devCommitteeTiming,
  ProducerService,
  publicCommitteeTiming,
} from '@mvm/sequencer'
import type { ProducerUplink } from '../producing/ProducerUplink.ts'
import { StorageAdmissionPort } from '../sequencing/StorageAdmissionPort.ts'
import type { DacServices } from './DacServices.ts'
import { drawnFor } from './drawnFor.ts'
import { together } from './together.ts'

/** Follows a DAC, and orders and seals for it in the epochs in which L1 assigns this node, until the signal aborts. */
export async function produce(
  dac: DacServices,
  uplink: ProducerUplink,
  signal: AbortSignal,
): Promise<void> {
  const { parts, creation } = dac
  const { configuration, deployment, clock } = parts
  const { contracts, rules, l1ChainId } = deployment
  const { chainId } = creation
  const { signer } = uplink
  const { silenceMs } = configuration.profile === 'dev' ? devCommitteeTiming : publicCommitteeTiming
  const { schedule, assignment } = drawnFor(dac, signer.address, signal)
  const service = new ProducerService({
    ...{ chainId, schedule, assignment, clock, rules, signer },
    chain: dac.chain,
    admission: new StorageAdmissionPort(dac.unit, dac.states),
    l1: dac.views,
    poolLimits: defaultPoolLimits,
    sealDomain: { l1ChainId, verifyingContract: contracts.sequencerPool },
    producerDomain: { l1ChainId, verifyingContract: contracts.canonicalTransactionChain },
    isLive: () => parts.watch.isLive,
    patienceMs: 3 * silenceMs,
    send: (to, answer) => uplink.send(to, chainId, answer),
    onEvent: dac.onEvent,
  })
  uplink.register(chainId, (from, request) => {
    // What it is about is L1 as it is now.
    parts.watch.rouse(chainId)
    service.receive(from, request)
  })
  await together(signal, [schedule, service])
}
