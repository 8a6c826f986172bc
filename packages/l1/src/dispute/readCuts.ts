import type { Hash, Hex } from '@mvm/protocol'
import { AbiCoder, id } from 'ethers'
import { readLogs } from '../client/readLogs.ts'
import type { ContractSource } from '../contract/ContractSource.ts'
import { decodeDisputeLog } from './decodeDisputeLog.ts'

const SEGMENT_CUT = id('SegmentCut(uint256,uint256,uint256,address,bytes32[])') as Hex

export interface CutsOf {
  readonly disputeId: number
  readonly round: number
  /** L1 block of the dispute's opening. */
  readonly openedAtBlock: number
  /** L1's head. */
  readonly headNumber: number
}

/** The states that an asserter posted in a round of a game; empty if it has not yet. */
export async function readCuts(
  { client, contracts, signal }: ContractSource,
  { disputeId, round, openedAtBlock, headNumber }: CutsOf,
): Promise<readonly Hash[]> {
  const { disputeGame } = contracts
  const filter = {
    addresses: [disputeGame],
    topics: [[SEGMENT_CUT], [word(disputeId)], [word(round)]],
  }
  const logs = await readLogs(
    client,
    filter,
    { from: openedAtBlock, to: headNumber },
    signal === undefined ? {} : { signal },
  )
  const cuts = logs.map((log) => decodeDisputeLog({ disputeGame }, log))
  const last = cuts.at(-1)
  return last?.kind === 'cut' ? last.stateHashes : []
}

function word(value: number): Hex {
  return AbiCoder.defaultAbiCoder().encode(['uint256'], [value]) as Hex
}
