import type { L1TransactionSender } from '@mvm/l1'
import {
  CommitteeService,
  defaultPoolLimits,
  devCommitteeTiming,
  devPolicies,
  devProducerTiming,
  publicCommitteeTiming,
  publicPolicies,
  publicProducerTiming,
} from '@mvm/sequencer'
import type { PeerNetwork } from '../peer/PeerNetwork.ts'
import { CommitteePoolPort } from '../rpc/CommitteePoolPort.ts'
import { SequencerPoolPort } from '../rpc/SequencerPoolPort.ts'
import { SenderCallPort } from '../sequencing/SenderCallPort.ts'
import { StorageAdmissionPort } from '../sequencing/StorageAdmissionPort.ts'
import { StoragePendingPort } from '../sequencing/StoragePendingPort.ts'
import type { DacServices } from './DacServices.ts'
import { drawnFor } from './drawnFor.ts'
import { poolDuties } from './poolDuties.ts'
import { together } from './together.ts'

/** Sequences a DAC when it is this node's turn, and follows who else does, until the signal aborts. */
export async function takeTurns(
  dac: DacServices,
  sender: L1TransactionSender,
  peers: PeerNetwork,
  signal: AbortSignal,
): Promise<void> {
  const { parts, creation, unit, logger } = dac
  const { configuration, deployment, watch, clock, gate } = parts
  const { contracts, rules, l1ChainId } = deployment
  const { chainId } = creation
  const isDev = configuration.profile === 'dev'
  const policies = isDev ? devPolicies : publicPolicies
  const { schedule, assignment } = drawnFor(dac, peers.self, signal)
  const duties = poolDuties(dac, sender)
  const pool = new CommitteePoolPort({
    leader: () => service.leader,
    forward: (to, encoded) => {
      void service.rouse()
      return peers.submit(to, chainId, encoded)
    },
    isIncluded: (hash) => unit.transactionLocation(hash) !== undefined,
  })
  const producers = gate && {
    ...{ assignment, network: gate.portOf(chainId) },
    domain: { l1ChainId, verifyingContract: contracts.canonicalTransactionChain },
    timing: isDev ? devProducerTiming : publicProducerTiming,
  }
  const service: CommitteeService = new CommitteeService({
    ...{ chainId, schedule, clock, rules },
    chain: dac.chain,
    admission: new StorageAdmissionPort(unit, dac.states),
    pending: new StoragePendingPort(unit),
    l1: dac.views,
    calls: new SenderCallPort(sender, contracts, duties),
    poolLimits: defaultPoolLimits,
    ...policies,
    network: peers.portOf(chainId),
    signer: peers.signer,
    domain: { l1ChainId, verifyingContract: contracts.sequencerPool },
    timing: isDev ? devCommitteeTiming : publicCommitteeTiming,
    ...(producers === undefined ? {} : { producers }),
    firstEpoch: schedule.epochAt(creation.l1BlockNumber),
    isLive: () => watch.isLive,
    isIncluded: async (hash) => unit.transactionLocation(hash) !== undefined,
    onLeading: (sequencer) => {
      const epoch = service.state?.vote.promised.epoch
      logger.info({ isLeading: sequencer !== undefined, epoch }, 'the committee’s leader')
      pool.setOwn(
        sequencer &&
          new SequencerPoolPort(
            sequencer,
            policies.sealing.sealIntervalMs === 0 ? dac.sealed : undefined,
          ),
      )
    },
    onRoused: () => {
      watch.rouse(chainId)
    },
    onSeal: (claimed) => parts.equivocations?.watch.observe(claimed),
    onEvent: dac.onEvent,
  })
  dac.setMayRest(() => service.isResting)
  peers.register(chainId, {
    receive: (from, message) => service.receive(from, message),
    submit: (raw) => pool.submitHere(raw),
    onLost: (peer) => service.onLost(peer),
  })
  gate?.register(chainId, {
    receive: (from, answer) => service.receiveFromProducer(from, answer),
    lost: (producer) => service.producerLost(producer),
  })
  dac.setPool(pool)
  await together(signal, [schedule, service])
}
