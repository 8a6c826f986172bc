import type { Hex } from '@mvm/protocol'
import { AbiCoder } from 'ethers'
import { readLogs } from '../client/readLogs.ts'
import type { ContractSource } from '../contract/ContractSource.ts'
import { contractInterface } from '../contract/contractInterface.ts'
import { type DisputeLog, decodeDisputeLog } from './decodeDisputeLog.ts'

/** What happened in one game, from its opening to its outcome. */
export type DisputeMove = Exclude<DisputeLog, { readonly kind: 'committed' }>

const EVENTS = [
  'DisputeOpened',
  'SegmentCut',
  'PartPicked',
  'StepExecuted',
  'DisputeDecided',
  'DisputeResolved',
]

/** What happened in a game in a range of L1 blocks, both ends included, in the order of the chain. */
export async function readDisputeMoves(
  { client, contracts, signal }: ContractSource,
  disputeId: number,
  range: { readonly from: number; readonly to: number },
): Promise<readonly DisputeMove[]> {
  const { disputeGame } = contracts
  const abi = contractInterface('DisputeGame')
  const topics = [
    EVENTS.map((name) => abi.getEvent(name)?.topicHash as Hex),
    [AbiCoder.defaultAbiCoder().encode(['uint256'], [disputeId]) as Hex],
  ]
  const filter = { addresses: [disputeGame], topics }
  const logs = await readLogs(client, filter, range, signal === undefined ? {} : { signal })
  return logs
    .map((log) => decodeDisputeLog({ disputeGame }, log))
    .filter((move): move is DisputeMove => move !== null && move.kind !== 'committed')
}
