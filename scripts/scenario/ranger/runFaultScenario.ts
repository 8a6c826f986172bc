import { setTimeout as delay } from 'node:timers/promises'
import type { FaultName } from '@mvm/execution'
import { type Dispute, L1Client, readDisputes, readStateBatch } from '@mvm/l1'
import type { Devnet, Progress } from '@mvm/node'
import { asAddress } from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'
import { compareMachines } from './compareMachines.ts'
import { DevnetStage } from './DevnetStage.ts'
import type { FaultVerdict } from './FaultVerdict.ts'
import { setStage } from './faultStories.ts'
import { isOnlyDispute } from './isOnlyDispute.ts'
import { startLyingDevnet, WRONG_BLOCK } from './startLyingDevnet.ts'
import { stateBatchesWait } from './stateBatchesWait.ts'
import { tellLie } from './tellLie.ts'
import { tracesStand } from './tracesStand.ts'
import { untilAllIsChecked } from './untilAllIsChecked.ts'

const POLL_MS = 100
const DISPUTE_WITHIN_S = 60
const SCENARIO_TIMEOUT_MS = 240_000

export interface FaultScenarioOptions {
  readonly signal: AbortSignal
  readonly progress?: Progress
  /** All of them are the same wrong machine. @default 1 */
  readonly sequencerCount?: number
  /** What the ranger checks. @default all */
  readonly duties?: 'all' | 'drawn'
}

interface RangerReport {
  readonly account: string
  readonly disputes: readonly { readonly blockNumber: number; readonly stage: string }[]
}

/**
 * A devnet whose sequencers lie in one block of one DAC, told by a story that makes the lie happen, and a ranger that
 * has to dispute exactly that block on L1. What is exactly that block, the devnet's follower tells: it derives the same
 * DAC from L1 by the protocol.
 */
export async function runFaultScenario(
  fault: FaultName,
  options: FaultScenarioOptions,
): Promise<FaultVerdict> {
  const { progress = () => undefined, sequencerCount = 1, duties = 'all' } = options
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(SCENARIO_TIMEOUT_MS)])
  const devnet = await startLyingDevnet({ fault, sequencerCount, duties, progress, signal })
  try {
    const stage = await setStage(new DevnetStage(devnet, signal))
    const lieAtMs = await tellLie(fault, stage)
    progress(`the sequencer has block ${WRONG_BLOCK}, which is wrong`)
    return await awaitVerdict({
      fault,
      devnet,
      stage: stage.chain,
      lieAtMs,
      duties,
      progress,
      signal,
    })
  } finally {
    await devnet.stop()
  }
}

interface ToldLie {
  readonly fault: FaultName
  readonly devnet: Devnet
  readonly stage: DevnetStage
  readonly lieAtMs: number
  readonly duties: 'all' | 'drawn'
  readonly progress: Progress
  readonly signal: AbortSignal
}

async function awaitVerdict({
  fault,
  devnet,
  stage,
  lieAtMs,
  duties,
  progress,
  signal,
}: ToldLie): Promise<FaultVerdict> {
  const source = {
    client: new L1Client({ urls: [devnet.l1.rpcUrl] }),
    contracts: devnet.record.contracts,
    signal,
  }
  const { chainId } = stage
  let disputes: readonly Dispute[] = []
  const spentS = () => (performance.now() - lieAtMs) / 1_000
  while (disputes.length === 0 && spentS() <= DISPUTE_WITHIN_S) {
    await delay(POLL_MS, undefined, { signal })
    disputes = await readDisputes(source, chainId)
  }
  const seconds = Number(spentS().toFixed(1))
  const machines = await compareMachines(stage.rpcUrl, stage.derivedRpcUrl, WRONG_BLOCK, signal)
  const [dispute] = disputes
  const ranger = devnet.rangers[0]
  const none = { disputedBlock: null, foundBy: null, seconds: null, secondsOnL1: null }
  if (dispute === undefined || ranger === undefined) {
    return {
      ...{ scenario: `ranger/${fault}`, fault, block: machines.firstDifferent, ...none },
      ...{ differed: machines.differed, disputeId: null, stateBatchIndex: null },
      ...{ outputRoots: null, checks: { 'a dispute was opened': false }, passed: false },
    }
  }
  progress(`dispute ${dispute.disputeId} is open on block ${dispute.blockNumber}`)
  const report = await ownReport(ranger.rpcUrl, dispute.blockNumber, signal)
  const { stateBatchIndex, blockNumber, disputeId } = dispute
  const stateBatch = await readStateBatch(source, chainId, stateBatchIndex)
  const secondsOnL1 = dispute.openedAt - stateBatch.appendedAt
  const { agreed, claimed, derived } = machines
  const waits = await stateBatchesWait(devnet.l1.rpcUrl, stage.rpcUrl, source, dispute)
  const hasTraces = await tracesStand(stage.rpcUrl, machines.firstDifferent)
  // What else would be disputed is disputed when there is nothing left to check.
  await untilAllIsChecked(source, dispute, await stage.headNumber(), ranger.rpcUrl, duties, signal)
  // They are counted over all DACs.
  const isOnly = disputeId === 0 && (await isOnlyDispute(source))
  const checks = {
    'the sequencer lied first in the block of the fault': machines.firstDifferent === WRONG_BLOCK,
    'exactly that block is disputed': blockNumber === machines.firstDifferent,
    'nothing else is disputed meanwhile, with all later blocks checked': isOnly,
    'L1 holds the root that the sequencer claims': dispute.claimedRoot === claimed,
    'the ranger says what the follower derived': dispute.challengerRoot === derived,
    'both sides agree on the block before': dispute.agreedRoot === agreed,
    'the ranger process opened it': dispute.challenger === asAddress(report.account),
    'the liar’s traces are those of its receipts': hasTraces,
    'within a minute of the lie': seconds <= DISPUTE_WITHIN_S,
    ...waits,
  }
  return {
    ...{ scenario: `ranger/${fault}`, fault, block: machines.firstDifferent },
    ...{ disputedBlock: blockNumber, differed: machines.differed },
    foundBy: { role: 'ranger', pid: ranger.pid, account: report.account, rpcUrl: ranger.rpcUrl },
    ...{ seconds, secondsOnL1, disputeId, stateBatchIndex },
    outputRoots: { agreed, claimed, derived, challenger: dispute.challengerRoot },
    checks,
    passed: Object.values(checks).every((holds) => holds),
  }
}

/** The ranger's own word, as soon as it knows that its dispute is open. */
async function ownReport(
  rpcUrl: string,
  blockNumber: number,
  signal: AbortSignal,
): Promise<RangerReport> {
  for (;;) {
    const report = (await rpcCall(rpcUrl, 'mvm_rangerStatus')) as RangerReport
    const isKnown = report.disputes.some(
      (dispute) => Number(dispute.blockNumber) === blockNumber && dispute.stage === 'open',
    )
    if (isKnown) return report
    await delay(POLL_MS, undefined, { signal })
  }
}
